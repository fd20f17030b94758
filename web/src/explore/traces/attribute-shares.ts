import { readAny } from '../../data/tempo/answer';
import type { MetricSeries } from './tempo-api';

/** How much more often a value stands in the selected spans than in all others. */
export interface AttributeShare {
  readonly name: string;
  readonly value: string;
  /** As TraceQL has it. */
  readonly text: string;
  /** Of the spans that have the attribute, 0 to 1. */
  readonly selection: number;
  readonly baseline: number;
}

const TYPE = '__meta_type';

/**
 * The answer of `compare()`: for each attribute and value how many spans of the selection and of the rest have it, and how
 * many have the attribute at all. https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/
 */
export function attributeShares(series: readonly MetricSeries[]): AttributeShare[] {
  const totals = new Map<string, number>();
  const counts = new Map<string, { name: string; value: string; text: string; selection: number; baseline: number }>();
  for (const { labels = [], value: count = 0 } of series) {
    const type = String(readAny(labels.find(({ key }) => key === TYPE)?.value));
    const label = labels.find(({ key }) => key !== TYPE);
    if (label === undefined) continue;
    if (type.endsWith('_total')) totals.set(`${type} ${label.key}`, count);
    if (type !== 'selection' && type !== 'baseline') continue;
    const value = String(readAny(label.value));
    const text = label.value?.stringValue !== undefined && !isKeyword(label.key) ? JSON.stringify(value) : value;
    const key = `${label.key}\n${text}`;
    const own = counts.get(key) ?? { name: label.key, value, text, selection: 0, baseline: 0 };
    own[type] = count;
    counts.set(key, own);
  }
  const share = (count: number, type: string, name: string) =>
    count / (totals.get(`${type}_total ${name}`) || count || 1);
  return [...counts.values()].map((own) => ({
    ...own,
    selection: share(own.selection, 'selection', own.name),
    baseline: share(own.baseline, 'baseline', own.name),
  }));
}

/** Intrinsics whose values are words of the language, not texts. */
const isKeyword = (name: string): boolean => name === 'kind' || name === 'status';

export const difference = ({ selection, baseline }: AttributeShare): number => selection - baseline;
