import type { MetricFindValue, TimeRange } from '@grafana/data';
import { askSource } from '../ask';

interface VariableObject {
  /** 0 the names of tags, 1 the values of `label`. */
  readonly type?: number;
  readonly label?: string;
  readonly query?: unknown;
}

interface Asking {
  readonly uid: string;
  readonly range: TimeRange;
  readonly signal: AbortSignal;
}

/** `label_names()`, `label_values(resource.service.name)`, or the object of the editor. */
export async function findTags(query: unknown, { uid, range, signal }: Asking): Promise<readonly MetricFindValue[]> {
  const label = labelOf(query);
  if (label === undefined) return [];
  const times = { start: Math.floor(range.from.valueOf() / 1000), end: Math.ceil(range.to.valueOf() / 1000) };
  if (label === '') {
    const answer = await askSource<{ scopes?: readonly { name: string; tags?: readonly string[] }[] }>(
      uid,
      'api/v2/search/tags',
      times,
      { signal },
    );
    return (answer.scopes ?? []).flatMap(({ name, tags = [] }) =>
      tags.map((tag) => asValue(name === 'intrinsic' ? tag : `${name}.${tag}`)),
    );
  }
  const answer = await askSource<{ tagValues?: readonly { value: string }[] }>(
    uid,
    `api/v2/search/tag/${encodeURIComponent(scoped(label))}/values`,
    times,
    { signal },
  );
  return (answer.tagValues ?? []).map(({ value }) => asValue(value));
}

const asValue = (text: string): MetricFindValue => ({ text, value: text });

/** A bare attribute is asked for in every scope. */
const scoped = (label: string): string =>
  /^(resource|span|event|link|instrumentation)\.|^\.|:/.test(label) || !label.includes('.') ? label : `.${label}`;

function labelOf(query: unknown): string | undefined {
  if (typeof query === 'string') {
    if (/^\s*label_names\(\s*\)\s*$/.test(query)) return '';
    return /^\s*label_values\(\s*(.+?)\s*\)\s*$/.exec(query)?.[1];
  }
  const { type, label, query: text } = (query ?? {}) as VariableObject;
  if (type === undefined) return typeof text === 'string' ? labelOf(text) : undefined;
  return type === 0 ? '' : label || undefined;
}
