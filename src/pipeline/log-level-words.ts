/** The words that name a level, in any case; the first of each list is the name that is stored. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['trace', 'trc'],
  ['debug', 'dbg'],
  ['info', 'inf', 'information'],
  ['warn', 'wrn', 'warning'],
  ['error', 'err'],
  ['critical'],
  ['fatal'],
];

/** Abbreviations count as the value of a level field, but in running text (`v=Inf`) they mean other things. */
const ONLY_AS_VALUE = new Set(['trc', 'dbg', 'inf', 'wrn', 'information']);

interface Word {
  readonly letters: Uint8Array;
  readonly level: string;
}

const VALUES = new Map<number, Word[]>();
/** By first letter, longest first, so that `warning` is not taken for `warn` with a tail. */
const WORDS: (readonly Word[] | undefined)[] = [];

/** What tells a small ASCII letter from its capital. */
const CASE_BIT = 0x20;

/** What a byte can be to a reader of words; from `IN_WORD` on it is part of one. */
export const BLANK = 1;
export const EQUALS = 2;
export const IN_WORD = 3;
/** A word that names a level may begin so. */
export const STARTS_LEVEL = 4;

/** The kind of each byte; 0 for all others. */
export const KIND_OF_BYTE = new Uint8Array(256);

for (let byte = 0; byte < 256; byte++) {
  // Bytes from 128 are parts of letters in UTF-8.
  if (byte >= 128 || /[A-Za-z0-9_]/.test(String.fromCharCode(byte))) KIND_OF_BYTE[byte] = IN_WORD;
  else if (byte <= 0x20) KIND_OF_BYTE[byte] = BLANK;
}
KIND_OF_BYTE['='.charCodeAt(0)] = EQUALS;

/** What may stand around a word that names a level, as Loki has it: `[error]` and `error:`, not `no-error` and `<error>`. */
const MAY_PRECEDE = bytesOf(' \t\n"=([{');
const MAY_FOLLOW = bytesOf(' \t\n"=()[]{},:!');

function bytesOf(characters: string): Uint8Array {
  const marked = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) marked[byte] = 1;
  return marked;
}

for (const spellings of SPELLINGS) {
  for (const spelling of spellings) {
    const word = { letters: Buffer.from(spelling), level: spellings[0]! };
    VALUES.set(spelling.length, [...(VALUES.get(spelling.length) ?? []), word]);
    if (ONLY_AS_VALUE.has(spelling)) continue;
    const first = spelling.charCodeAt(0);
    const words = [...(WORDS[first] ?? []), word].sort((a, b) => b.letters.length - a.letters.length);
    WORDS[first] = words;
    KIND_OF_BYTE[first] = STARTS_LEVEL;
    KIND_OF_BYTE[first & ~CASE_BIT] = STARTS_LEVEL;
  }
}

/** The level that the whole of `source[start, end)` names, or ''. */
export function levelWord(source: Uint8Array, start: number, end: number): string {
  const words = VALUES.get(end - start);
  if (words === undefined) return '';
  for (const word of words) if (matches(word.letters, source, start)) return word.level;
  return '';
}

/** The level of the first word in `source[start, end)` that names one and stands by itself, or ''. */
export function levelWordIn(source: Uint8Array, start: number, end: number): string {
  for (let at = start; at < end; at++) {
    const kind = KIND_OF_BYTE[source[at]!]!;
    if (kind < IN_WORD) continue;
    if (kind === STARTS_LEVEL) {
      const level = levelWordAt(source, start, at, end);
      if (level !== '') return level;
    }
    do at++;
    while (at < end && KIND_OF_BYTE[source[at]!]! >= IN_WORD);
  }
  return '';
}

/**
 * The level that the word at `at` of the text `source[start, end)` names, or ''; the caller has seen that a word begins
 * there with such a letter.
 */
export function levelWordAt(source: Uint8Array, start: number, at: number, end: number): string {
  if (at > start && MAY_PRECEDE[source[at - 1]!] === 0) return '';
  for (const word of WORDS[source[at]! | CASE_BIT]!) {
    const after = at + word.letters.length;
    if (after > end || (after < end && MAY_FOLLOW[source[after]!] === 0)) continue;
    if (matches(word.letters, source, at)) return word.level;
  }
  return '';
}

/** Whether `letters` (lower case) stand at `start` in any case; the caller has checked that they fit. */
function matches(letters: Uint8Array, source: Uint8Array, start: number): boolean {
  for (let i = 0; i < letters.length; i++) if ((source[start + i]! | CASE_BIT) !== letters[i]) return false;
  return true;
}
