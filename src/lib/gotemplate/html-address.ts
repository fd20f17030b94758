import { goBytes } from '../go-bytes.js';

/** What stands in place of a value that would be dangerous where it is: the word that html/template uses. */
export const REFUSED = 'ZgotmplZ';

const SCHEMES = ['http', 'https', 'mailto'];

/** Whether `text` behind `start` leaves an address with a scheme that runs nothing, or without one. */
export function isSafeStart(start: string, text: string): boolean {
  const [scheme, ...rest] = (start + text).split(':');
  if (rest.length === 0 || /[/?#]/.test(scheme!)) return true;
  if (start.includes(':')) return true;
  return SCHEMES.includes(scheme!.trim().toLowerCase());
}

const KEPT = /^[A-Za-z0-9\-._~!#$&*+,/:;=?@[\]]$/;

/** Percent-encodes what may not stand in an address; what is encoded already stays. */
export function escapeAddress(text: string): string {
  let escaped = '';
  const bytes = goBytes(text);
  for (const [i, byte] of bytes.entries()) {
    const char = String.fromCharCode(byte);
    const isEncoded = char === '%' && /^[0-9a-f]{2}$/i.test(bytes.toString('latin1', i + 1, i + 3));
    escaped += KEPT.test(char) || isEncoded ? char : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return escaped;
}
