import type { TimeRange } from '@grafana/data';
import { intervalText, rateInterval } from '../data/step';
import { queryParameters, type Value } from './formats';
import type { InterpolationContext, VariableState } from './interpolate';

/** How often Quartet scrapes unless told otherwise, ms. */
const SCRAPE_MS = 15_000;

type Macro = (context: InterpolationContext, path: readonly string[]) => Value | undefined;

const ofRange =
  (read: (range: TimeRange) => string): Macro =>
  ({ range }) =>
    range === undefined ? undefined : read(range);
const ofInterval =
  (read: (intervalMs: number) => string): Macro =>
  ({ intervalMs }) =>
    intervalMs === undefined ? undefined : read(intervalMs);

const lengthMs = (range: TimeRange): number => range.to.valueOf() - range.from.valueOf();
const seconds = (range: TimeRange): number => Math.round(lengthMs(range) / 1000);

/** The variables that every dashboard has. https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables */
export const MACROS: Readonly<Record<string, Macro>> = {
  __from: ofRange(({ from }) => String(from.valueOf())),
  __to: ofRange(({ to }) => String(to.valueOf())),
  __range: ofRange((range) => `${seconds(range)}s`),
  __range_s: ofRange((range) => String(seconds(range))),
  __range_ms: ofRange((range) => String(lengthMs(range))),
  __interval: ofInterval(intervalText),
  __interval_ms: ofInterval((ms) => String(Math.round(ms))),
  __rate_interval: ofInterval((ms) => intervalText(rateInterval(ms, SCRAPE_MS))),
  __rate_interval_ms: ofInterval((ms) => String(Math.round(rateInterval(ms, SCRAPE_MS)))),
  __auto: ofInterval(intervalText),
  __timezone: ({ timeZone }) => timeZone,
  __dashboard: ({ dashboard }, [property = 'name']) =>
    dashboard === undefined ? undefined : property === 'uid' ? dashboard.uid : dashboard.title,
  __user: (_context, [property = 'login']) => (property === 'id' ? '1' : property === 'email' ? '' : 'admin'),
  __org: (_context, [property = 'id']) => (property === 'name' ? 'Main Org.' : '1'),
  __url_time_range: ofRange(({ from, to, raw }) => {
    const text = (end: 'from' | 'to', at: number) => (typeof raw[end] === 'string' ? (raw[end] as string) : String(at));
    return `from=${encodeURIComponent(text('from', from.valueOf()))}&to=${encodeURIComponent(text('to', to.valueOf()))}`;
  }),
  __all_variables: ({ variables }) => [...variables.values()].map(urlParameters).filter(Boolean).join('&'),
  __url: (_context, [property, name = '']) => {
    if (property === 'path') return window.location.pathname;
    const search = new URLSearchParams(window.location.search);
    return property === 'params' ? (name === '' ? search.toString() : search.getAll(name)) : undefined;
  },
};

/** As `var-name=value` stands in a dashboard's URL. */
export function urlParameters({ name, value, isAll, skipUrlSync }: VariableState): string {
  if (skipUrlSync === true) return '';
  return queryParameters(`var-${name}`, isAll === true ? ['$__all'] : typeof value === 'string' ? [value] : value);
}

/** Already fit for where they stand: never formatted for a data source. */
export const IS_URL: ReadonlySet<string> = new Set(['__url_time_range', '__all_variables']);
