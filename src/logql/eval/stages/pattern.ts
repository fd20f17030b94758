import { readPattern } from '../../../lib/capture-pattern.js';
import type { PatternStage } from '../../ast.js';
import { meaningError } from '../../parse-error.js';
import type { EntryLabels } from '../entry-labels.js';
import type { StageFunction } from '../stage.js';
import { parsedName } from './label-name.js';
import { patternFault } from './pattern-expression.js';
import { Wanted } from './wanted.js';

/**
 * `| pattern "<ip> - <_> <status>"`: a label for each named capture: the text up to the literal behind it. Where a literal
 * is not in the line, the capture before it takes the rest, and there are no further ones. A line that does not begin
 * with the pattern's first literal has none.
 * https://grafana.com/docs/loki/latest/query/log_queries/#pattern
 *
 * `wanted`: the labels that the rest of the query needs.
 */
export function compilePattern(stage: PatternStage, wanted?: ReadonlySet<string>): StageFunction {
  const parts = readPattern(stage.pattern);
  const fault = patternFault(parts);
  if (fault !== undefined) throw meaningError(`invalid pattern parser: ${fault}`);
  const first = parts[0]!;
  const beginning = first.kind === 'literal' ? first.text : '';
  const captures: Capture[] = [];
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    if (part.kind === 'capture') captures.push({ name: part.name, until: next?.kind === 'literal' ? next.text : '' });
  }
  const needed = new Wanted(wanted);
  return ({ line, labels }) => {
    if (line !== '' && line.startsWith(beginning)) capture(captures, line, beginning.length, labels, needed);
    return true;
  };
}

interface Capture {
  readonly name: string;
  /** The literal behind it; empty: it takes the rest of the line. */
  readonly until: string;
}

function capture(captures: readonly Capture[], line: string, start: number, labels: EntryLabels, wanted: Wanted): void {
  let at = start;
  for (const { name, until } of captures) {
    const found = until === '' ? -1 : line.indexOf(until, at);
    const end = found < 0 ? line.length : found;
    if (name !== '_') {
      const label = parsedName(labels, name);
      if (!labels.isSet(label) && wanted.has(label)) labels.set('parsed', label, line.slice(at, end));
    }
    if (found < 0) return;
    at = found + until.length;
  }
}
