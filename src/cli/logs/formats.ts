import picocolors from 'picocolors';
import { seriesName } from '../query/table.js';
import type { ShownEntry } from './entry.js';
import { timeText } from './time.js';

export interface FormatOptions {
  readonly colored: boolean;
  /** A terminal obeys control characters, and lines come from anywhere: they are shown as text. */
  readonly isTerminal: boolean;
}

type Format = (entry: ShownEntry) => string;

/** How entries are printed: `-o`. */
export const FORMATS: Readonly<Record<'default' | 'raw' | 'json' | 'jsonl', (options: FormatOptions) => Format>> = {
  default: lines,
  raw:
    () =>
    ({ line }) =>
      line,
  json: () => jsonObject,
  jsonl: () => jsonObject,
};

export type FormatName = keyof typeof FORMATS;

/** One object a line, with the keys that logcli's jsonl has. */
const jsonObject: Format = ({ ns, labels, line }) => JSON.stringify({ labels, line, timestamp: timeText(ns, 9) });

type Paint = (text: string) => string;

/** Time, labels, line; the labels in a colour of their stream, the line in that of its level. */
function lines({ colored, isTerminal }: FormatOptions): Format {
  const colors = picocolors.createColors(colored);
  const ofStream = [colors.cyan, colors.green, colors.magenta, colors.blue, colors.yellow];
  const ofLevel: Readonly<Record<string, Paint>> = {
    fatal: colors.red,
    critical: colors.red,
    error: colors.red,
    warn: colors.yellow,
    warning: colors.yellow,
    debug: colors.dim,
    trace: colors.dim,
  };
  const streams = new Map<string, Paint>();
  return ({ ns, labels, line }) => {
    const name = isTerminal ? withoutControls(seriesName(labels)) : seriesName(labels);
    let paint = streams.get(name);
    if (paint === undefined) {
      paint = ofStream[streams.size % ofStream.length]!;
      if (streams.size < MAX_STREAMS) streams.set(name, paint);
    }
    const level = (labels.detected_level ?? labels.level ?? '').toLowerCase();
    const text = isTerminal ? withoutControls(line) : line;
    return `${colors.dim(timeText(ns, 3))} ${paint(name)} ${(ofLevel[level] ?? String)(text)}`;
  };
}

/** Streams whose colour is remembered. */
const MAX_STREAMS = 1_000;

const ESCAPE = '\x1b';
const RESET = `${ESCAPE}[0m`;

/** Control characters but tabs and colours, which end with the text, as `\x1b` and the like. */
function withoutControls(text: string): string {
  let isColored = false;
  const shown = text.replace(/\p{Cc}(?:\[[\d;]{0,20}m)?/gu, (found) => {
    const isColor = found.length > 1 && found.startsWith(ESCAPE);
    isColored ||= isColor;
    if (isColor || found === '\t') return found;
    return `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}${found.slice(1)}`;
  });
  return isColored ? `${shown}${RESET}` : shown;
}
