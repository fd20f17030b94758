import { serviceNamed } from '../app/links';
import type { Course, Labels, Sample } from '../data/samples/ask-samples';
import { type Apdex, apdexOf } from './apdex';

/** What is known of a service over a window; what nothing tells of is missing. */
export interface Service {
  readonly name: string;
  /** Calls a second. */
  readonly rate?: number;
  /** 0 to 1. */
  readonly failed?: number;
  /** Seconds. */
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly apdex?: Apdex;
  /** Cores. */
  readonly cpu?: number;
  /** Resident bytes, all instances together. */
  readonly memory?: number;
  /** Seconds, the worst instance. */
  readonly eventLoop?: number;
  /** Log lines a second, and those of level error and above. */
  readonly lines?: number;
  readonly errorLines?: number;
  readonly versions: readonly string[];
  readonly alerts: readonly ServiceAlert[];
  readonly rateCourse?: Course;
  /** The same a day before. */
  readonly before: { readonly rate?: number; readonly failed?: number; readonly p95?: number };
}

export interface ServiceAlert {
  readonly fingerprint: string;
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
  readonly isSilenced: boolean;
}

/** Whether somebody should look: not silenced, and not one that always fires to show that alerts arrive. */
export const isLoud = ({ isSilenced, severity }: ServiceAlert): boolean => !isSilenced && severity !== 'none';

export interface ServiceFigures {
  readonly rate: readonly Sample[];
  readonly failed: readonly Sample[];
  readonly p50: readonly Sample[];
  readonly p95: readonly Sample[];
  readonly p99: readonly Sample[];
  readonly buckets: readonly Sample[];
  readonly rateBefore: readonly Sample[];
  readonly failedBefore: readonly Sample[];
  readonly p95Before: readonly Sample[];
  readonly cpu: readonly Sample[];
  readonly memory: readonly Sample[];
  readonly eventLoop: readonly Sample[];
  readonly versions: readonly Sample[];
  /** By `service_name` and `detected_level`. */
  readonly lines: readonly Sample[];
}

/** Of level error and above, as Loki detects levels. */
const ERROR_LEVELS: ReadonlySet<string> = new Set(['error', 'critical', 'fatal']);

/** The service that labels speak of: of spans, of logs, of scraped and pushed metrics. */
export function serviceIn(labels: Labels): string | undefined {
  const name = ['service', 'service_name', 'job'].find((one) => labels[one] !== undefined);
  return name === undefined ? undefined : serviceNamed(name, labels[name]!);
}

/** All services that any signal knows, by name. */
export function serviceList(
  figures: ServiceFigures,
  rates: readonly Course[],
  alerts: ReadonlyMap<string, readonly ServiceAlert[]>,
): Service[] {
  const of = new Map(Object.entries(figures).map(([figure, samples]) => [figure, byService<Sample>(samples)]));
  const rateCourses = byService(rates);
  const names = new Set([...of.values()].flatMap((map) => [...map.keys()]));
  const value = (figure: keyof ServiceFigures, name: string) => finite(of.get(figure)?.get(name)?.[0]?.value);
  return [...names].sort().map((name): Service => {
    const rate = value('rate', name);
    const lines = of.get('lines')?.get(name);
    return compact({
      name,
      rate,
      failed: value('failed', name),
      p50: value('p50', name),
      p95: value('p95', name),
      p99: value('p99', name),
      apdex: apdexOf(of.get('buckets')?.get(name) ?? [], rate ?? 0),
      cpu: value('cpu', name),
      memory: value('memory', name),
      eventLoop: value('eventLoop', name),
      lines: lines && total(lines),
      errorLines: lines && total(lines.filter(({ labels }) => ERROR_LEVELS.has(labels.detected_level ?? ''))),
      versions: [...new Set((of.get('versions')?.get(name) ?? []).map(({ labels }) => labels.service_version ?? ''))]
        .filter((version) => version !== '')
        .sort(),
      alerts: alerts.get(name) ?? [],
      rateCourse: rateCourses.get(name)?.[0],
      before: compact({
        rate: value('rateBefore', name),
        failed: value('failedBefore', name),
        p95: value('p95Before', name),
      }),
    });
  });
}

function byService<T extends { readonly labels: Labels }>(samples: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const sample of samples) {
    const name = serviceIn(sample.labels);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [sample]);
    else group.push(sample);
  }
  return groups;
}

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined);

const total = (samples: readonly Sample[]): number => samples.reduce((all, { value }) => all + value, 0);

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are undefined. */
const compact = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
