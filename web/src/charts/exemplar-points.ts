import { type DataFrame, type Field, FieldType } from '@grafana/data';
import { isExemplarFrame } from './annotation-events';
import { fieldLinks } from './field-links';
import type { TooltipLink } from './tooltip';

/** One request that stands for a value: most often with the trace it was seen in. */
export interface Exemplar {
  readonly key: string;
  /** ms since 1970. */
  readonly time: number;
  readonly value: number;
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly links: () => readonly TooltipLink[];
}

/** More diamonds cover what they stand for. */
const MOST_EXEMPLARS = 200;

/** Names under which instrumentation libraries put the trace of an exemplar. */
const TRACE_LABELS = new Set(['traceid', 'trace_id']);

/** Exemplars among the annotation frames; of more than 200 those of the greatest values. */
export function exemplarPoints(frames: readonly DataFrame[] | undefined): Exemplar[] {
  const found: Exemplar[] = [];
  for (const [index, frame] of (frames ?? []).entries()) {
    if (!isExemplarFrame(frame)) continue;
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    const value = frame.fields.find(({ name, type }) => name === 'Value' && type === FieldType.number);
    if (time === undefined || value === undefined) continue;
    const labels = frame.fields.filter((field) => field !== time && field !== value);
    for (let row = 0; row < frame.length; row++) {
      if (!Number.isFinite(value.values[row]) || !Number.isFinite(time.values[row])) continue;
      found.push({
        key: `${index}.${row}`,
        time: time.values[row],
        value: value.values[row],
        labels: labels.flatMap(({ name, values }) =>
          values[row] === undefined || values[row] === null ? [] : [[name, String(values[row])] as const],
        ),
        links: () => exemplarLinks(labels, row),
      });
    }
  }
  if (found.length <= MOST_EXEMPLARS) return found;
  return found.sort((a, b) => b.value - a.value).slice(0, MOST_EXEMPLARS);
}

/** Links of the data source; where it has none for the trace, the page of the trace. */
function exemplarLinks(fields: readonly Field[], row: number): TooltipLink[] {
  const links = fields.flatMap((field) => fieldLinks(field, row));
  const trace = fields.find(({ name }) => TRACE_LABELS.has(name.toLowerCase()))?.values[row];
  if (links.length > 0 || typeof trace !== 'string' || trace === '') return links;
  return [{ title: 'Open the trace', href: `/trace/${encodeURIComponent(trace)}` }];
}
