/** A run of a text with the same look. */
export interface Styled {
  readonly text: string;
  /** Names of looks, `red bold`; `''` for none. */
  readonly look: string;
}

const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const SEQUENCE = /\u001b\[([0-9;:]*)([A-Za-z])|\u001b\][^\u0007]*(?:\u0007|\u001b\\)/g;

/**
 * Escape sequences of terminals as looks: the eight colours, bright ones alike, bold, italic, underline, dim. Others are left
 * out. ECMA-48, 8.3.117 (SGR).
 */
export function readAnsi(text: string): Styled[] {
  if (!text.includes('\u001b')) return text === '' ? [] : [{ text, look: '' }];
  const runs: Styled[] = [];
  let state: State = {};
  let from = 0;
  const add = (until: number) => {
    if (until > from) runs.push({ text: text.slice(from, until), look: lookOf(state) });
  };
  for (const match of text.matchAll(SEQUENCE)) {
    add(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') state = changed(state, match[1]!);
  }
  add(text.length);
  return runs;
}

export const withoutAnsi = (text: string): string =>
  text.includes('\u001b')
    ? readAnsi(text)
        .map((run) => run.text)
        .join('')
    : text;

interface State {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
}

const SWITCHES: Readonly<Record<number, State>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  39: { color: '' },
};

function changed(state: State, codes: string): State {
  const numbers = codes === '' ? [0] : codes.split(/[;:]/).map(Number);
  let next = state;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at]!;
    if (code === 0) next = {};
    else if (code === 38 || code === 48) {
      // A colour of 256, or of 24 bits: its numbers belong to it.
      const length = numbers[at + 1] === 2 ? 4 : 2;
      if (code === 38 && length === 2 && numbers[at + 2]! < 16)
        next = { ...next, color: COLORS[numbers[at + 2]! % 8]! };
      at += length;
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) next = { ...next, color: COLORS[code % 10]! };
    else next = { ...next, ...SWITCHES[code] };
  }
  return next;
}

const lookOf = ({ color, ...switches }: State): string =>
  [color, ...Object.entries(switches).flatMap(([name, isOn]) => (isOn ? [name] : []))].filter(Boolean).join(' ');
