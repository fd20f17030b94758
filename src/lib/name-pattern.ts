/** What begins a pattern: a name without any of these stands for itself. */
export const WILDCARD = /[*?[\\]/;

const STAR = Symbol('*');
type Part = typeof STAR | ((character: string) => boolean);
type Range = readonly [from: string, to: string];

/**
 * Whether a name fits a pattern, from its beginning to its end: `*` is any characters, `?` is one, `[a-z]` one of a set and
 * `[^a-z]` one of none, `\x` is x itself. https://pkg.go.dev/path/filepath#Match
 */
export class NamePattern {
  private readonly parts: readonly Part[];

  /** Throws `Error` for a set without an end and for a `\` before nothing. */
  constructor(pattern: string) {
    this.parts = partsOf(pattern);
  }

  /** Goes back to the last `*` alone, so the time is bounded by the product of the lengths. */
  matches(name: string): boolean {
    const { parts } = this;
    const characters = [...name];
    let [at, place, star, mark] = [0, 0, -1, 0];
    while (place < characters.length) {
      const part = parts[at];
      if (part === STAR) [star, mark] = [at++, place];
      else if (part?.(characters[place]!) === true) [at, place] = [at + 1, place + 1];
      else if (star >= 0) [at, place] = [star + 1, ++mark];
      else return false;
    }
    while (parts[at] === STAR) at++;
    return at === parts.length;
  }
}

function partsOf(pattern: string): Part[] {
  const broken = (problem: string) => new Error(`"${pattern}" is not a pattern of file names: ${problem}`);
  const characters = [...pattern];
  const parts: Part[] = [];
  let at = 0;
  const literal = (): string => {
    const first = characters[at++];
    const character = first === '\\' ? characters[at++] : first;
    if (character === undefined) throw broken(first === '\\' ? 'nothing follows \\' : '[ is not closed by ]');
    return character;
  };
  const setCharacter = (): string => {
    if (characters[at] === ']' || characters[at] === '-')
      throw broken(`${characters[at]!} in [] must be \\${characters[at]!}`);
    return literal();
  };
  const set = (): Part => {
    const isNegated = characters[at] === '^';
    if (isNegated) at++;
    const ranges: Range[] = [];
    while (ranges.length === 0 || characters[at] !== ']') {
      const from = setCharacter();
      if (characters[at] === '-') at++;
      else {
        ranges.push([from, from]);
        continue;
      }
      ranges.push([from, setCharacter()]);
    }
    at++;
    return (character) => isNegated !== ranges.some((range) => isWithin(character, range));
  };
  while (at < characters.length) {
    const special = characters[at];
    if (special === '*' || special === '?' || special === '[') at++;
    if (special === '*') parts.push(STAR);
    else if (special === '?') parts.push(() => true);
    else if (special === '[') parts.push(set());
    else {
      const expected = literal();
      parts.push((character) => character === expected);
    }
  }
  return parts;
}

function isWithin(character: string, [from, to]: Range): boolean {
  const point = character.codePointAt(0)!;
  return from.codePointAt(0)! <= point && point <= to.codePointAt(0)!;
}
