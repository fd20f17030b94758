import type { CountedSeries } from '../../../telemetry/counter-window.js';
import type { StatusContext } from './context.js';

/** The counters of the registry that tell of ingestion, and what each counts. */
const COUNTED: Readonly<Record<string, 'items' | 'bytes' | 'refused'>> = {
  quartet_ingest_items_total: 'items',
  quartet_ingest_bytes_total: 'bytes',
  quartet_ingest_refused_total: 'refused',
};
const REQUESTS = 'quartet_http_request_duration_seconds_count';

export const INGESTION_COUNTERS: ReadonlySet<string> = new Set([...Object.keys(COUNTED), REQUESTS]);

interface Count {
  total: number;
  lastMinute: number;
}

/** The figures of one receiver, signal and tenant. */
interface Received {
  readonly receiver: string;
  readonly signal: string;
  readonly tenant: string;
  readonly items: Count;
  readonly bytes: Count;
  readonly refused: Count & { readonly reasons: Record<string, number> };
}

const none = (): Count => ({ total: 0, lastMinute: 0 });

/** What came in, by receiver, since the program started and in the last minute; and the requests of each route for it. */
export async function ingestionStatus({ counters, startedMs, now }: StatusContext) {
  const counted = await counters.counted();
  const receivers = new Map<string, Received>();
  for (const series of counted) {
    const figure = COUNTED[series.name];
    if (figure === undefined) continue;
    const { dialect = '', signal = '', tenant = '', reason } = series.labels;
    const key = JSON.stringify([dialect, signal, tenant]);
    const known = receivers.get(key) ?? {
      receiver: dialect,
      signal,
      tenant,
      items: none(),
      bytes: none(),
      refused: { ...none(), reasons: {} },
    };
    receivers.set(key, known);
    add(known[figure], series);
    if (figure === 'refused' && reason !== undefined) {
      known.refused.reasons[reason] = (known.refused.reasons[reason] ?? 0) + series.total;
    }
  }
  return {
    windowSeconds: Math.min(60, Math.round((now() - startedMs) / 1000)),
    receivers: [...receivers.values()].sort((a, b) => b.items.total - a.items.total),
    requests: requestsOf(counted),
  };
}

function add(count: Count, { total, inWindow }: CountedSeries): void {
  count.total += total;
  count.lastMinute += inWindow;
}

/** Routes by which data comes in. */
const RECEIVING = /\/(?:push|write|v1\/(?:logs|metrics|traces)|api\/v[12]\/spans|api\/traces)$/;

/** Requests that brought data, by port and route; `failed` are those that were answered by 400 and more. */
function requestsOf(counted: readonly CountedSeries[]) {
  const routes = new Map<string, { dialect: string; route: string; requests: Count; failed: Count }>();
  for (const series of counted) {
    const { dialect = '', route = '', method, status = '' } = series.labels;
    if (series.name !== REQUESTS || method !== 'POST' || !RECEIVING.test(route)) continue;
    const key = JSON.stringify([dialect, route]);
    const known = routes.get(key) ?? { dialect, route, requests: none(), failed: none() };
    routes.set(key, known);
    add(known.requests, series);
    if (Number(status) >= 400) add(known.failed, series);
  }
  return [...routes.values()];
}
