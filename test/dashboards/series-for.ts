import { parse } from '../../src/promql/parser.js';
import { selectorsOf } from '../../src/promql/selectors-of.js';
import type { LabelMatcher } from '../../src/storage/interface.js';

type Labels = Readonly<Record<string, string>>;

/** What series have that their selector says nothing of. */
const COMMON: Labels = { instance: 'host:1', job: 'shop', service: 'shop', server: 'db:5432' };
const BOUNDS = ['0.5', '1', '2', '+Inf'];

/** The labels of series that the selectors of PromQL queries would find: classic histograms with all their buckets. */
export function seriesFor(queries: readonly string[]): readonly Labels[] {
  const found = new Map<string, Labels>();
  for (const { matchers } of queries.flatMap((query) => selectorsOf(parse(query)))) {
    const labels: Record<string, string> = { ...COMMON, ...Object.fromEntries(matchers.flatMap(asked)) };
    if (labels.__name__ === undefined) continue;
    const isBucket = labels.__name__.endsWith('_bucket') && labels.le === undefined;
    for (const le of isBucket ? BOUNDS : [undefined]) {
      const series = le === undefined ? labels : { ...labels, le };
      found.set(JSON.stringify(Object.entries(series).sort()), series);
    }
  }
  return [...found.values()];
}

/** The label that a matcher asks for; none where any value will do. */
function asked({ name, op, value }: LabelMatcher): (readonly [string, string])[] {
  if (op === '=') return [[name, value]];
  const isNeverEmpty = (op === '!=' && value === '') || (op === '!~' && value.endsWith('|'));
  if (isNeverEmpty) return [[name, anyOf(name)]];
  if (op !== '=~' || value.startsWith('.*')) return [];
  if (value.startsWith('.+')) return [[name, anyOf(name)]];
  const [first = ''] = value.split('|', 1);
  return [[name, first.replace(/\.[+*]/, 'x').replaceAll('.', '0')]];
}

const anyOf = (label: string): string => COMMON[label] ?? 'x';
