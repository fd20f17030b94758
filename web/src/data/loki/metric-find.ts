import type { MetricFindValue, TimeRange } from '@grafana/data';
import { askSource } from '../ask';

interface Asking {
  readonly uid: string;
  readonly range: TimeRange;
  readonly signal: AbortSignal;
}

interface VariableObject {
  /** 0 the names of labels, 1 the values of `label` in `stream`. */
  readonly type?: number;
  readonly label?: string;
  readonly stream?: string;
  readonly query?: unknown;
}

/**
 * `label_names()`, `label_values(label)`, `label_values({selector}, label)`, or the object of newer dashboards.
 * https://grafana.com/docs/grafana/latest/datasources/loki/template-variables/
 */
export async function findLabels(query: unknown, asking: Asking): Promise<readonly MetricFindValue[]> {
  const { label, stream } = readQuery(query);
  if (label === undefined) return [];
  const path = label === '' ? 'labels' : `label/${encodeURIComponent(label)}/values`;
  const { data } = await askSource<{ data?: readonly string[] | null }>(
    asking.uid,
    `loki/api/v1/${path}`,
    {
      start: `${asking.range.from.valueOf()}000000`,
      end: `${asking.range.to.valueOf()}000000`,
      ...(stream && { query: stream }),
    },
    { signal: asking.signal },
  );
  return (data ?? []).map((text) => ({ text, value: text }));
}

/** An empty label asks for the names; none asks for nothing. */
function readQuery(query: unknown): { label?: string; stream?: string } {
  if (typeof query !== 'string') {
    const { type, label = '', stream, query: text } = (query ?? {}) as VariableObject;
    if (type === undefined && typeof text === 'string') return readQuery(text);
    if (type === 0) return { label: '' };
    return label === '' ? {} : { label, ...(stream && { stream }) };
  }
  if (/^\s*label_names\(\s*\)\s*$/.test(query)) return { label: '' };
  const values = /^\s*label_values\((?:(.+),)?\s*([^,()\s]+)\s*\)\s*$/s.exec(query);
  if (values === null) throw new Error(`"${query}" is neither label_names() nor label_values({selector}, label)`);
  return { label: values[2]!, ...(values[1] && { stream: values[1].trim() }) };
}
