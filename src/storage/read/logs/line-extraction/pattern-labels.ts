import { readPattern } from '../../../../lib/capture-pattern.js';
import { isPortableText } from '../../../../lib/portable-pattern.js';
import type { LineParser } from '../../../interface.js';
import { asItStands, type ParsedLabel, type ParsedLabelsOf } from './parsed-labels.js';

type PatternParser = Extract<LineParser, { kind: 'regexp' | 'pattern' }>;

/** What is found where goes into the expression of each capture behind it. */
const MAX_CAPTURES = 30;

/**
 * `| pattern`: each capture ends where the literal behind it is first found; without it, it takes the rest of the line and
 * those behind it are absent. Every line of valid UTF-8 is plain.
 */
export const patternLabels: ParsedLabelsOf<PatternParser> = ({ pattern }, wanted, bindings) => {
  const parts = readPattern(pattern);
  if (parts.length > 2 * MAX_CAPTURES || !isPortableText(pattern)) return undefined;
  const labels = new Map<string, ParsedLabel>();
  const [first] = parts;
  const beginning = first?.kind === 'literal' ? first.text : '';
  /** Where the capture begins, from 1, and under which conditions it does. */
  let start = String(Buffer.byteLength(beginning) + 1);
  const reached = ["(line != '')", `startsWith(line, ${bindings.text(beginning)})`];
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'literal') continue;
    const next = parts[i + 1];
    const isLast = next?.kind !== 'literal';
    const end = isLast ? '0' : `position(line, ${bindings.text(next.text)}, ${start})`;
    if (wanted.includes(part.name) && part.name !== '_') {
      const isReached = `(${reached.join(' * ')})`;
      // Sums and products rather than conditionals, which would make ClickHouse copy the lines for which it judges the rest.
      const length = `(${end} + (${end} = 0) * (length(line) + 1) - ${start})`;
      labels.set(part.name, asItStands(`substring(line, ${start}, ${length} * ${isReached})`, `NOT ${isReached}`));
    }
    if (isLast) break;
    reached.push(`(${end} > 0)`);
    start = `(${end} + ${Buffer.byteLength(next.text)})`;
  }
  return { plain: ['isValidUTF8(line)'], labels };
};
