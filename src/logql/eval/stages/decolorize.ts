import type { StageFunction } from '../stage.js';

/** What begins an escape sequence. */
const ESCAPE = '\x1b';
const CSI = '\x9b';
const BELL = 0x07;
const SEMICOLON = 0x3b;
const OPENERS = characters('[]()#;?');
/** What a sequence that ends in BEL may hold, such as one that sets a window's title. */
const BEFORE_BELL = characters('0123456789;abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
const DIGITS = characters('0123456789');
const FINALS = characters('0123456789ABCDEFGHIJKLMNOPRZcfghijklmnqrty=><~');
/** Of one number in a sequence. */
const MAX_DIGITS = 4;

/**
 * `| decolorize`: takes ANSI escape sequences, such as those of colours, out of the line.
 * https://grafana.com/docs/loki/latest/query/log_queries/#removing-color-codes
 */
export function compileDecolorize(_stage: { readonly kind: 'decolorize' }): StageFunction {
  return (entry) => {
    if (entry.line.includes(ESCAPE) || entry.line.includes(CSI)) entry.line = withoutSequences(entry.line);
    return true;
  };
}

function withoutSequences(line: string): string {
  let text = '';
  let start = 0;
  for (let at = 0; at < line.length; ) {
    const char = line[at];
    const end = char === ESCAPE || char === CSI ? sequenceEnd(line, at + 1) : -1;
    if (end < 0) at++;
    else {
      text += line.slice(start, at);
      start = at = end;
    }
  }
  return text + line.slice(start);
}

/**
 * The place behind the sequence whose introducer stands before `at`, or -1: opening characters, then letters and digits
 * up to a BEL, or numbers between semicolons and a final character. A number's last digit may be the final one.
 */
function sequenceEnd(line: string, at: number): number {
  const parameters = runEnd(line, at, OPENERS);
  const bell = runEnd(line, parameters, BEFORE_BELL);
  if (line.charCodeAt(bell) === BELL) return bell + 1;
  let end = runEnd(line, parameters, DIGITS, MAX_DIGITS);
  if (end > parameters) {
    while (line.charCodeAt(end) === SEMICOLON) end = runEnd(line, end + 1, DIGITS, MAX_DIGITS);
  }
  if (FINALS.has(line.charCodeAt(end))) return end + 1;
  while (end > parameters && line.charCodeAt(end - 1) === SEMICOLON) end--;
  return end > parameters ? end : -1;
}

function runEnd(line: string, at: number, allowed: ReadonlySet<number>, most = line.length): number {
  let end = at;
  while (end < at + most && allowed.has(line.charCodeAt(end))) end++;
  return end;
}

function characters(text: string): ReadonlySet<number> {
  return new Set(Array.from(text, (char) => char.charCodeAt(0)));
}
