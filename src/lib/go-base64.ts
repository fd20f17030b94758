import { goBytes } from './go-bytes.js';

const ALPHABET = /^[A-Za-z0-9+/]$/;
const WHOLE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes of a text in base64 with padding, or what is wrong with it. https://pkg.go.dev/encoding/base64#Encoding.Decode */
export function decodeBase64(text: string): { readonly bytes: Buffer } | { readonly problem: string } {
  if (WHOLE.test(text.replace(/[\r\n]/g, ''))) return { bytes: Buffer.from(text, 'base64') };
  return { problem: `illegal base64 data at input byte ${firstMistake(goBytes(text).toString('latin1'))}` };
}

/** Position of the byte that does not fit; behind an incomplete group, its beginning. Line breaks do not count. */
function firstMistake(bytes: string): number {
  let inGroup = 0;
  for (let at = 0; at < bytes.length; at++) {
    const char = bytes[at]!;
    if (char === '\r' || char === '\n') continue;
    if (char === '=') return inGroup < 2 ? at : mistakeInPadding(bytes, at, inGroup);
    if (!ALPHABET.test(char)) return at;
    inGroup = (inGroup + 1) % 4;
  }
  return bytes.length - inGroup;
}

function mistakeInPadding(bytes: string, at: number, inGroup: number): number {
  const behind = (from: number): number => {
    let next = from;
    while (bytes[next] === '\r' || bytes[next] === '\n') next++;
    return next;
  };
  if (inGroup === 3) return behind(at + 1);
  const second = behind(at + 1);
  if (second >= bytes.length) return bytes.length;
  return bytes[second] === '=' ? behind(second + 1) : second - 1;
}
