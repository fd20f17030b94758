import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { askSource } from '../data/ask';
import type { Labels } from '../data/samples/ask-samples';
import { useCourses, useRangeSeconds, useSamples } from '../data/samples/use-samples';
import { useTime } from '../time/time-context';
import { type Service, type ServiceAlert, serviceIn, serviceList } from './service-list';
import { callRate, failureShare, goodBuckets, latency } from './span-metrics';

const DAY = '1d';
/** Narrow enough that a small chart shows its dents. */
const COURSE_WINDOW = '2m';

/** Names of the same figure as scraped from Prometheus' client libraries and as pushed by OpenTelemetry. */
const perJob = (fold: 'sum' | 'max', ...terms: readonly string[]): string =>
  terms.map((term) => `${fold} by (job) (${term})`).join(' or ');

/** What the list of services asks over the last `window`; versions over the whole range. */
function figureQueries(window: string, rangeSeconds: number) {
  return {
    rate: callRate({ window }),
    failed: failureShare({ window }),
    p50: latency(0.5, { window }),
    p95: latency(0.95, { window }),
    p99: latency(0.99, { window }),
    buckets: goodBuckets({ window }),
    rateBefore: callRate({ window, offset: DAY }),
    failedBefore: failureShare({ window, offset: DAY }),
    p95Before: latency(0.95, { window, offset: DAY }),
    cpu: perJob('sum', `rate(process_cpu_seconds_total[${window}])`, `rate(process_cpu_time_seconds_total[${window}])`),
    memory: perJob('sum', 'process_resident_memory_bytes', 'process_memory_usage_bytes'),
    eventLoop: perJob('max', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_eventloop_delay_p99_seconds'),
    versions: `count by (job, service_version) (last_over_time(target_info[${rangeSeconds}s]))`,
    lines: {
      engine: 'loki',
      query: `sum by (service_name, detected_level) (rate({service_name=~".+"}[${window}]))`,
    },
  } as const;
}

interface PostedAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly status: { readonly silencedBy: readonly string[]; readonly inhibitedBy: readonly string[] };
}

/** The alerts that fire now, by the service that their labels name. */
export function useServiceAlerts() {
  const { tick } = useTime();
  return useQuery({
    queryKey: ['service-alerts', tick],
    queryFn: async ({ signal }) => alertsByService(await askSource('alertmanager', 'api/v2/alerts', {}, { signal })),
    placeholderData: keepPreviousData,
  });
}

function alertsByService(alerts: readonly PostedAlert[]): ReadonlyMap<string, readonly ServiceAlert[]> {
  const found = new Map<string, ServiceAlert[]>();
  for (const { fingerprint, labels, annotations, status } of alerts) {
    const name = serviceIn(labels);
    if (name === undefined) continue;
    const alert: ServiceAlert = {
      fingerprint,
      name: labels.alertname ?? 'unnamed',
      severity: labels.severity ?? '',
      summary: annotations.summary ?? annotations.description ?? '',
      isSilenced: status.silencedBy.length + status.inhibitedBy.length > 0,
    };
    found.set(name, [...(found.get(name) ?? []), alert]);
  }
  return found;
}

const NO_ALERTS: ReadonlyMap<string, readonly ServiceAlert[]> = new Map();

export interface ServiceListState {
  readonly services: readonly Service[];
  readonly isPending: boolean;
  readonly isFetching: boolean;
  /** What failed while the rest is shown. */
  readonly errors: readonly Error[];
}

/** All services with what is known of them over the last `window` of the page's time. */
export function useServiceList(window: string): ServiceListState {
  const figures = useSamples(figureQueries(window, useRangeSeconds()));
  const courses = useCourses({ rate: callRate({ window: COURSE_WINDOW }) });
  const { data: alerts = NO_ALERTS, error } = useServiceAlerts();
  const errors = [...Object.values(figures.errors), ...Object.values(courses.errors), error];
  return {
    services: serviceList(figures.of, courses.of.rate, alerts),
    isPending: figures.isPending,
    isFetching: figures.isFetching,
    errors: errors.filter((one): one is Error => one instanceof Error),
  };
}
