import type { ListOptions } from './list-options';

/** px of a text line, and of what is above and below all lines of a row: together the least that a finger hits. */
const LINE = 20;
const AROUND = 4;
/** px of a character: 0.6 of 12 px, as in nearly all fonts of one width. */
const CHARACTER = 7.2;
/** px at the left of the line: level and button, and the time. */
const BUTTON = 40;
const TIME = 174;
/** Characters of a line that are drawn unless one asks for more. */
export const FIRST_CHARACTERS = 5_000;

/**
 * About how high a row will be in a list of some width, px. The better it is, the fewer rows move when they are measured:
 * each that does costs a pass over all that follow.
 */
export function estimatedHeight(line: string, { wrap, showTime, prettify }: ListOptions, width: number): number {
  if (!wrap || prettify || width === 0) return LINE + AROUND;
  const perLine = Math.max(20, Math.floor((width - BUTTON - (showTime ? TIME : 0)) / CHARACTER));
  return Math.max(1, Math.ceil(Math.min(line.length, FIRST_CHARACTERS) / perLine)) * LINE + AROUND;
}
