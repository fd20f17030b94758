import type { SourceKind } from '../../dashboards/data-sources.js';

/** The data source with this uid, id or name, or undefined. */
export type SourceFinder = (key: string) => SourceKind | undefined;

export const SOURCES_PREFIX = '/api/datasources/proxy/uid';

interface Shape {
  readonly pattern: RegExp;
  /** The path below the data source that `rest` stands for. */
  readonly path: (kind: SourceKind, rest: string) => string;
}

const asItIs = (_kind: SourceKind, rest: string): string => rest;

/** What Grafana's own plugins ask their backends, as a path of the data source. */
const RESOURCES: Readonly<Record<SourceKind, (rest: string) => string>> = {
  prometheus: (rest) => rest,
  loki: (rest) => (rest.startsWith('loki/') ? rest : `loki/api/v1/${rest}`),
  tempo: (rest) => (rest === 'tags' ? 'api/v2/search/tags' : rest),
  alertmanager: (rest) => rest,
};

const RULE_STATES: Readonly<Partial<Record<SourceKind, string>>> = { loki: 'prometheus/api/v1' };
const RULE_GROUPS: Readonly<Partial<Record<SourceKind, string>>> = { loki: 'loki/api/v1/rules' };

/** The ways in which clients of Grafana address a data source; the first group names it, the second is the rest. */
const SHAPES: readonly Shape[] = [
  { pattern: /^\/api\/datasources\/proxy\/uid\/([^/]+)\/(.*)$/, path: asItIs },
  { pattern: /^\/api\/datasources\/proxy\/(?!uid\/)([^/]+)\/(.*)$/, path: asItIs },
  { pattern: /^\/api\/datasources\/uid\/([^/]+)\/resources\/(.*)$/, path: (kind, rest) => RESOURCES[kind](rest) },
  { pattern: /^\/api\/datasources\/(\d+)\/resources\/(.*)$/, path: (kind, rest) => RESOURCES[kind](rest) },
  {
    pattern: /^\/api\/prometheus\/([^/]+)\/api\/v1\/(.*)$/,
    path: (kind, rest) => `${RULE_STATES[kind] ?? 'api/v1'}/${rest}`,
  },
  { pattern: /^\/api\/alertmanager\/([^/]+)\/(.*)$/, path: asItIs },
  {
    pattern: /^\/api\/ruler\/([^/]+)\/api\/v1\/rules(.*)$/,
    path: (kind, rest) => `${RULE_GROUPS[kind] ?? 'config/v1/rules'}${rest}`,
  },
];

/** Grafana's name for itself where a path names a data source: its own alerts are ours. */
const OWN_NAME = 'grafana';

/** `url` as the address below `SOURCES_PREFIX` of one of our own data sources; unchanged where it names none. */
export function sourceUrl(url: string, find: SourceFinder): string {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  for (const shape of SHAPES) {
    const [, key, rest] = shape.pattern.exec(path) ?? [];
    if (key === undefined || rest === undefined) continue;
    const kind = key === OWN_NAME ? ownKind(path) : find(decoded(key));
    if (kind === undefined) return url;
    return `${SOURCES_PREFIX}/${kind}/${shape.path(kind, rest)}${mark < 0 ? '' : url.slice(mark)}`;
  }
  return url;
}

const ownKind = (path: string): SourceKind => (path.startsWith('/api/alertmanager/') ? 'alertmanager' : 'prometheus');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
