import { callJson } from '../api/http';
import { alertmanagerSource } from './alertmanager/alertmanager-source';
import { grafanaSource } from './grafana/grafana-source';
import { lokiSource } from './loki/loki-source';
import { prometheusSource } from './prometheus/prometheus-source';
import type { DataSource, SourceType } from './source';
import { tempoSource } from './tempo/tempo-source';

/** How dashboards refer to a data source: an object, a name or uid alone, or nothing for the default. */
export type SourceRef =
  | { readonly type?: string | undefined; readonly uid?: string | undefined }
  | string
  | null
  | undefined;

const SOURCES: Readonly<Record<SourceType, DataSource>> = {
  prometheus: prometheusSource('prometheus'),
  loki: lokiSource('loki'),
  tempo: tempoSource('tempo'),
  alertmanager: alertmanagerSource('alertmanager'),
  grafana: grafanaSource,
};

/** What dashboards call the kinds we have. Plugins that speak one of our dialects count as it. */
const KINDS: Readonly<Record<string, SourceType>> = {
  prometheus: 'prometheus',
  mimir: 'prometheus',
  cortex: 'prometheus',
  thanos: 'prometheus',
  victoriametrics: 'prometheus',
  'grafana-amazonprometheus-datasource': 'prometheus',
  'victoriametrics-metrics-datasource': 'prometheus',
  loki: 'loki',
  tempo: 'tempo',
  jaeger: 'tempo',
  zipkin: 'tempo',
  alertmanager: 'alertmanager',
  grafana: 'grafana',
  datasource: 'grafana',
  '-- grafana --': 'grafana',
  '-- dashboard --': 'grafana',
};

/** uid or name (in lower case) of a source on the server to what it is; of provisioned sources and their aliases. */
const aliases = new Map<string, SourceType>();

/** Reads which other uids and names the server's data sources have. Until then, and where it fails, the known names count. */
export async function loadSourceAliases(signal?: AbortSignal): Promise<void> {
  const listed = await callJson<readonly { uid?: string; name?: string; type?: string }[]>('/api/datasources', {
    ...(signal && { signal }),
  });
  for (const { uid, name, type = '' } of listed) {
    const kind = KINDS[type.toLowerCase()];
    if (kind === undefined) continue;
    for (const key of [uid, name]) if (key !== undefined) aliases.set(key.toLowerCase(), kind);
  }
}

/** The kind of a type, uid or name; undefined for one that is not known. */
export function sourceKind(text: string | undefined): SourceType | undefined {
  const key = text?.trim().toLowerCase() ?? '';
  return aliases.get(key) ?? (Object.hasOwn(KINDS, key) ? KINDS[key] : undefined);
}

/**
 * The data source that a dashboard means: by its type, else by uid or name; nothing, `default` and variables that nobody
 * filled (`${DS_PROMETHEUS}`) mean Prometheus or the kind in the variable's name.
 * Throws for a type that we do not have, with what it was.
 */
export function sourceOf(ref?: SourceRef): DataSource {
  const { type, uid } = typeof ref === 'string' ? { type: undefined, uid: ref } : (ref ?? {});
  if (uid === '-- Mixed --') return SOURCES.prometheus;
  if (type !== undefined && type !== '') {
    const kind = sourceKind(type);
    if (kind === undefined) throw new Error(`there is no data source of the type "${type}" here`);
    return SOURCES[kind];
  }
  const name = uid?.trim() ?? '';
  if (name === '' || name === 'default') return SOURCES.prometheus;
  const kind = sourceKind(name) ?? kindInName(name);
  if (kind === undefined) throw new Error(`there is no data source "${name}" here`);
  return SOURCES[kind];
}

/** `${DS_LOKI}`, `$datasource`, `my-tempo-prod`, `P8E80F9AEF21F6940` (uids that Grafana made tell nothing). */
function kindInName(name: string): SourceType | undefined {
  const lower = name.toLowerCase();
  const found = Object.keys(KINDS).find((kind) => lower.includes(kind) && kind !== 'datasource' && kind !== 'grafana');
  if (found !== undefined) return KINDS[found];
  return name.startsWith('$') || name.startsWith('[[') ? 'prometheus' : undefined;
}
