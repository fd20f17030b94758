import { type Field, formattedValueToString } from '@grafana/data';

/** A series as tests and screen readers know it. */
export interface SummarySeries {
  readonly name: string;
  /** The last value that is there; null: none. */
  readonly last: number | null;
  /** As it is written. */
  readonly text?: string;
}

/** More are not told apart by ear, nor kept in the document. */
const TOLD = 3;
const KEPT = 50;

export function lastSeries(name: string, values: readonly unknown[], field?: Field): SummarySeries {
  const found = values.findLast((value) => value !== null && value !== undefined);
  const last = typeof found === 'number' ? found : null;
  const display = field?.display;
  const text = last !== null && display ? formattedValueToString(display(last)) : undefined;
  return { name, last, ...(text !== undefined && { text }) };
}

/** "Requests: 12 series. api 3.2 req/s, web 1 req/s, db 0 req/s, and 9 more". `kind` says what a series is called. */
export function describe(title: string, series: readonly SummarySeries[], kind = 'series'): string {
  const told = series.slice(0, TOLD).map(({ name, last, text }) => `${name} ${text ?? last ?? 'no value'}`);
  const rest = series.length > TOLD ? `, and ${series.length - TOLD} more` : '';
  const start = title === '' ? '' : `${title}: `;
  return `${start}${series.length} ${kind}${told.length > 0 ? `. ${told.join(', ')}${rest}` : ''}`;
}

/** For `data-chart`: names and last values, at most 50. */
export const chartJson = (series: readonly SummarySeries[]): string =>
  JSON.stringify(series.slice(0, KEPT).map(({ name, last }) => ({ name, last })));
