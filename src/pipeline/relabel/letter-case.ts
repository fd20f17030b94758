/** A letter's other case where that is one character: Go changes letter by letter, whatever stands beside it. */
const change = (text: string, by: (char: string) => string): string =>
  PLAIN.test(text) ? by(text) : Array.from(text, (char) => oneCharacter(char, by(char))).join('');

const PLAIN = /^[\0-\x7f]*$/;

const oneCharacter = (char: string, changed: string): string =>
  changed.length === char.length || Array.from(changed).length === 1 ? changed : char;

/** https://pkg.go.dev/strings#ToLower */
export const goLowerCase = (text: string): string => change(text, (part) => part.toLowerCase());

/** https://pkg.go.dev/strings#ToUpper */
export const goUpperCase = (text: string): string => change(text, (part) => part.toUpperCase());
