import type { Stage } from '../ast.js';

const PARSERS: ReadonlySet<Stage['kind']> = new Set(['json', 'logfmt', 'pattern', 'regexp', 'unpack']);

/**
 * The stages in the order in which Loki's parsers let them be felt: they judge a comparison of one label as soon as they
 * have read it. So in `| json | __error__="" | took > 1s` the filter on the error sees that `took` is no duration.
 */
export function comparisonsFirst(stages: readonly Stage[]): Stage[] {
  const ordered: Stage[] = [];
  let parsed = false;
  for (let at = 0; at < stages.length; ) {
    const run: Stage[] = [];
    while (at < stages.length && stages[at]?.kind === 'label-filter') run.push(stages[at++]!);
    if (parsed) ordered.push(...run.filter(isComparison), ...run.filter((stage) => !isComparison(stage)));
    else ordered.push(...run);
    const next = stages[at++];
    if (next === undefined) break;
    parsed ||= PARSERS.has(next.kind);
    ordered.push(next);
  }
  return ordered;
}

const COMPARISONS: ReadonlySet<string> = new Set(['number', 'duration', 'bytes', 'ip']);

const isComparison = (stage: Stage): boolean => stage.kind === 'label-filter' && COMPARISONS.has(stage.filter.kind);
