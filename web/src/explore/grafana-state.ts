import type { Signal } from '../app/links';

/** What a link to Grafana's explore asks for: one pane of it. */
export interface ExploreState {
  /** Of the data source, where its name says it. */
  readonly signal?: Signal;
  readonly queries: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/**
 * The first pane of `panes` (Grafana 10 and newer) or `left` (older; an object, or a list as of Grafana 6). Undefined where
 * there is neither, or no query in it.
 */
export function readGrafanaState(search: URLSearchParams): ExploreState | undefined {
  const panes = readJson(search.get('panes'));
  const pane = isObject(panes) ? Object.values(panes)[0] : readJson(search.get('left'));
  const state = Array.isArray(pane) ? ofList(pane) : isObject(pane) ? ofObject(pane) : undefined;
  return state !== undefined && state.queries.length > 0 ? state : undefined;
}

function ofObject(pane: Readonly<Record<string, unknown>>): ExploreState {
  const range = isObject(pane.range) ? pane.range : {};
  const sources = JSON.stringify([pane.datasource, pane.queries]);
  return { queries: queriesOf(pane.queries), ...rangeOf(range.from, range.to), ...signalOf(sources) };
}

/** `[from, to, data source, query, …]`. */
const ofList = ([from, to, source, ...rest]: readonly unknown[]): ExploreState => ({
  queries: queriesOf(rest),
  ...rangeOf(from, to),
  ...signalOf(JSON.stringify(source)),
});

const SOURCES: readonly (readonly [name: RegExp, signal: Signal])[] = [
  [/"(type|uid)":"loki"|^\[?"loki"/i, 'logs'],
  [/"(type|uid)":"tempo"|^\[?"tempo"/i, 'traces'],
  [/"(type|uid)":"(prometheus|mimir)"|^\[?"(prometheus|mimir)"/i, 'metrics'],
];

function signalOf(sources: string | undefined): { signal?: Signal } {
  const found = SOURCES.find(([name]) => name.test(sources ?? ''));
  return found === undefined ? {} : { signal: found[1] };
}

function rangeOf(from: unknown, to: unknown): { from: string; to: string } | object {
  return isTime(from) && isTime(to) ? { from: String(from), to: String(to) } : {};
}

/** PromQL and LogQL stand in `expr`, TraceQL in `query`. */
const queriesOf = (queries: unknown): string[] =>
  (Array.isArray(queries) ? queries : [])
    .filter(isObject)
    .map(({ expr, query }) => expr ?? query)
    .filter((text): text is string => typeof text === 'string' && text !== '');

const isTime = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
