import {
  BLANK,
  EQUALS,
  IN_WORD,
  KIND_OF_BYTE,
  levelWord,
  levelWordAt,
  levelWordIn,
  STARTS_LEVEL,
} from './log-level-words.js';

/** The names of fields that hold a level, looked for in JSON and logfmt lines without decoding these. */
export class FieldNames {
  private readonly names: ReadonlySet<string>;
  private readonly byLength: (Uint8Array[] | undefined)[] = [];

  constructor(names: readonly string[]) {
    this.names = new Set(names);
    for (const name of this.names) {
      const bytes = Buffer.from(name);
      const others = this.byLength[bytes.length];
      if (others === undefined) this.byLength[bytes.length] = [bytes];
      else others.push(bytes);
    }
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /**
   * The level in the first such field, in the order of the document, of a JSON object that begins at `start`; '' where
   * there is none or its value is no level. Objects are searched down to `maxDepth` (0: all). Broken JSON is searched up
   * to where it ends.
   */
  levelInJson(source: Uint8Array, start: number, end: number, maxDepth: number): string {
    let depth = 0;
    let at = start;
    while (at < end) {
      const byte = source[at++]!;
      if (byte === QUOTE) {
        const name = at;
        at = stringEnd(source, at, end);
        if (at >= end) return '';
        const nameEnd = at++;
        if (this.byLength[nameEnd - name] === undefined || (depth > maxDepth && maxDepth > 0)) continue;
        if (!this.matches(source, name, nameEnd)) continue;
        while (at < end && source[at]! <= SPACE) at++;
        if (source[at] !== COLON) continue;
        at++;
        while (at < end && source[at]! <= SPACE) at++;
        if (source[at] !== QUOTE) return '';
        return levelWord(source, at + 1, stringEnd(source, at + 1, end));
      }
      // Braces and brackets differ from letters by this one bit pattern: { [ are x1011011, } ] are x1011101.
      const shape = byte & ~CASE_BIT;
      if (shape === OPEN) depth++;
      else if (shape === CLOSE) depth--;
    }
    return '';
  }

  /**
   * The level in the first such field of a line of `key=value` pairs, which may stand among other words; where there is
   * none or its value is no level, that of the first word that names one; or ''. One pass finds both.
   */
  levelInText(source: Uint8Array, start: number, end: number): string {
    let word = '';
    let key = start;
    let quotedTo = start;
    for (let at = start; at < end; at++) {
      let kind = KIND_OF_BYTE[source[at]!]!;
      if (kind >= IN_WORD) {
        if (kind === STARTS_LEVEL && word === '') word = levelWordAt(source, start, at, end);
        do at++;
        while (at < end && KIND_OF_BYTE[source[at]!]! >= IN_WORD);
        if (at === end) return word;
        kind = KIND_OF_BYTE[source[at]!]!;
      }
      if (kind === BLANK) key = at + 1;
      else if (kind === EQUALS && at >= quotedTo) {
        const quoted = source[at + 1] === QUOTE && at + 1 < end;
        if (quoted) quotedTo = stringEnd(source, at + 2, end);
        if (!this.matches(source, key, at)) continue;
        const level = quoted
          ? levelWord(source, at + 2, quotedTo)
          : levelWord(source, at + 1, blankAfter(source, at, end));
        return level || word || levelWordIn(source, at + 1, end);
      }
    }
    return word;
  }

  private matches(source: Uint8Array, start: number, end: number): boolean {
    const names = this.byLength[end - start];
    if (names === undefined) return false;
    search: for (const name of names) {
      for (let i = 0; i < name.length; i++) if (name[i] !== source[start + i]) continue search;
      return true;
    }
    return false;
  }
}

function blankAfter(source: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) if (source[i]! <= SPACE) return i;
  return end;
}

/** Where the quote stands that closes a string begun before `at`, or `end`. */
function stringEnd(source: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    const byte = source[i]!;
    if (byte === QUOTE) return i;
    if (byte === BACKSLASH) i++;
  }
  return end;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const CASE_BIT = 0x20;
const OPEN = 0x5b;
const CLOSE = 0x5d;
