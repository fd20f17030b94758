import { formatDuration, parseDuration } from '../../lib/duration.js';
import { type Labels, labelsFrom, labelValue, withLabel } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { compileRelabel } from '../../pipeline/relabel/compile-relabel.js';
import type { ScrapeConfig } from './scrape-config.js';

/** What is scraped, after relabelling. */
export interface ScrapeTarget {
  /** Tells it from other targets of its job. */
  readonly key: string;
  /** Before relabelling. */
  readonly discovered: Labels;
  /** Those that its series get. */
  readonly labels: Labels;
  readonly url: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

export type FoundTarget =
  | { readonly target: ScrapeTarget }
  /** `problem`: why it cannot be scraped; without one relabelling dropped it. */
  | { readonly discovered: Labels; readonly problem?: string };

const PARAMETER = '__param_';
const META = '__meta_';

/**
 * Makes a job's targets of what was discovered.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export class TargetLabels {
  private readonly relabel: (labels: Labels) => Labels | undefined;
  private readonly defaults: readonly (readonly [name: string, value: string])[];

  constructor(private readonly config: ScrapeConfig) {
    this.relabel = compileRelabel(config.relabel);
    this.defaults = [
      ['job', config.jobName],
      ['__scrape_interval__', formatDuration(config.intervalMs)],
      ['__scrape_timeout__', formatDuration(config.timeoutMs)],
      ['__metrics_path__', config.metricsPath],
      ['__scheme__', config.scheme],
      ...Object.entries(config.params).flatMap(([name, [first]]) =>
        first === undefined ? [] : [[PARAMETER + name, first] as const],
      ),
    ];
  }

  /** `own`: labels of the target itself, which come before those of its group. */
  find(own: Readonly<Record<string, string>>, group: Readonly<Record<string, string>>): FoundTarget {
    const given = new Map([...Object.entries(group), ...Object.entries(own)]);
    for (const [name, value] of this.defaults) if ((given.get(name) ?? '') === '') given.set(name, value);
    const discovered = labelsFrom(given);
    const relabelled = this.relabel(discovered);
    if (relabelled === undefined) return { discovered };
    try {
      return { target: this.target(discovered, relabelled) };
    } catch (error) {
      return { discovered, problem: (error as Error).message };
    }
  }

  private target(discovered: Labels, relabelled: Labels): ScrapeTarget {
    const address = labelValue(relabelled, '__address__');
    if (address === '') throw new Error('no address');
    const intervalMs = positive(relabelled, '__scrape_interval__', 'scrape interval');
    const timeoutMs = positive(relabelled, '__scrape_timeout__', 'scrape timeout');
    if (timeoutMs > intervalMs) {
      const [timeout, interval] = [formatDuration(timeoutMs), formatDuration(intervalMs)];
      throw new Error(`scrape timeout cannot be greater than scrape interval ("${timeout}" > "${interval}")`);
    }
    const labels = labelValue(relabelled, 'instance') === '' ? withLabel(relabelled, 'instance', address) : relabelled;
    const url = this.url(labels, address);
    return {
      key: `${labelsKey(without(labels, META))} ${url}`,
      discovered,
      labels: without(labels, '__'),
      url,
      intervalMs,
      timeoutMs,
    };
  }

  private url(labels: Labels, address: string): string {
    const parameters = new Map(Object.entries(this.config.params).map(([name, values]) => [name, [...values]]));
    for (let i = 0; i < labels.length; i += 2) {
      if (!labels[i]!.startsWith(PARAMETER)) continue;
      const name = labels[i]!.slice(PARAMETER.length);
      const values = parameters.get(name) ?? [];
      values[0] = labels[i + 1]!;
      parameters.set(name, values);
    }
    const query = new URLSearchParams();
    for (const name of [...parameters.keys()].sort())
      for (const value of parameters.get(name)!) query.append(name, value);
    const scheme = labelValue(labels, '__scheme__');
    if (scheme !== 'http' && scheme !== 'https') throw new Error(`"${scheme}" is not a scheme: http or https`);
    if (/[/?#@\\\s]/.test(address)) throw new Error(`"${address}" is not a valid hostname`);
    const path = labelValue(labels, '__metrics_path__').replace(/^(?!\/)/, '/');
    const text = `${scheme}://${address}${escapedPath(path)}${query.size > 0 ? `?${query}` : ''}`;
    if (!URL.canParse(text)) throw new Error(`"${address}" is not a valid hostname`);
    return text;
  }
}

const escapedPath = (path: string): string => encodeURI(path).replace(/[?#]/g, encodeURIComponent);

function positive(labels: Labels, name: string, what: string): number {
  const text = labelValue(labels, name);
  const ms = parseDuration(text);
  if (ms === undefined || ms < 0) throw new Error(`error parsing ${what}: not a valid duration: "${text}"`);
  if (ms === 0) throw new Error(`${what} cannot be 0`);
  return ms;
}

const without = (labels: Labels, prefix: string): Labels =>
  labels.filter((_, i) => !labels[i - (i % 2)]!.startsWith(prefix));
