const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const ESCAPE = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

/**
 * A text in double quotes as Go reads one; undefined where an escape is none, a newline stands in it, or its bytes are not
 * UTF-8. https://go.dev/ref/spec#String_literals
 */
export function unquote(quoted: string): string | undefined {
  const body = quoted.slice(1, -1);
  if (!body.includes('\\')) return body.includes('\n') ? undefined : body;
  const bytes: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const next = body.indexOf('\\', at);
    if (next !== at) {
      const plain = body.slice(at, next < 0 ? undefined : next);
      bytes.push(Buffer.from(plain));
      at += plain.length;
      continue;
    }
    ESCAPE.lastIndex = at;
    const found = ESCAPE.exec(body);
    const decoded = found === null ? undefined : decode(found);
    if (decoded === undefined) return undefined;
    bytes.push(decoded);
    at = ESCAPE.lastIndex;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
    return body.includes('\n') ? undefined : text;
  } catch {
    return undefined;
  }
}

function decode([, simple, byte, short, long, octal]: RegExpExecArray): Buffer | undefined {
  if (simple !== undefined) return Buffer.from(SIMPLE[simple]!);
  if (byte !== undefined) return Buffer.from([Number.parseInt(byte, 16)]);
  if (octal !== undefined) return Buffer.from([Number.parseInt(octal, 8)]);
  const code = Number.parseInt((short ?? long)!, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return Buffer.from(String.fromCodePoint(code));
}
