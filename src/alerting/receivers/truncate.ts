const ELLIPSIS = '…';
const ELLIPSIS_BYTES = 3;

/** At most `count` characters, the last one an ellipsis where some are missing. */
export function truncateCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  const characters = [...text];
  if (characters.length <= count) return text;
  return count <= 3 ? characters.slice(0, count).join('') : characters.slice(0, count - 1).join('') + ELLIPSIS;
}

/** At most `count` bytes of UTF-8, whole characters. */
export function truncateBytes(text: string, count: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= count) return text;
  if (count <= ELLIPSIS_BYTES) return ELLIPSIS.slice(0, count === ELLIPSIS_BYTES ? 1 : 0);
  let end = count - ELLIPSIS_BYTES;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end).toString() + ELLIPSIS;
}
