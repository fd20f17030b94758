import type { ShownTarget } from '../../collect/scrape/scraper.js';
import { formatDuration } from '../../lib/duration.js';
import { parseGoInt } from '../../lib/go-number.js';
import { labelPredicate } from '../../lib/label-predicate.js';
import { labelsToObject, labelValue } from '../../model/labels.js';
import type { LabelMatcher } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { type DataAnswer, json, jsonList } from './answer.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { anyMatchParameters } from './selectors.js';

/** Targets as `state` and `scrapePool` ask for them. https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
export async function targets({ context, parameters }: PrometheusRequest): Promise<DataAnswer> {
  const state = (first(parameters, 'state') ?? '').toLowerCase();
  const shows = (kind: string) => state === '' || state === 'any' || state === kind;
  const pool = first(parameters, 'scrapePool') ?? '';
  const isWanted = (one: { readonly pool: string }) => pool === '' || one.pool === pool;
  const active = shows('active') ? (context.scraping?.targets() ?? []).filter(isWanted) : [];
  const dropped = shows('dropped') ? (context.scraping?.dropped() ?? []).filter(isWanted) : [];
  const counts = Object.fromEntries(dropped.map((one) => [one.pool, one.count]));
  return { data: pieces() };

  function* pieces(): Generator<string> {
    yield '{"activeTargets":';
    yield* jsonList(active, (target) => JSON.stringify(activeTarget(target)));
    yield ',"droppedTargets":';
    yield* jsonList(
      dropped.flatMap(({ pool: scrapePool, discovered }) => discovered.map((labels) => ({ scrapePool, labels }))),
      ({ scrapePool, labels }) => JSON.stringify({ discoveredLabels: labelsToObject(labels), scrapePool }),
    );
    yield `,"droppedTargetCounts":${JSON.stringify(shows('dropped') ? counts : null)}}`;
  }
}

/** A time that never was, as Go prints it. */
const NEVER = '0001-01-01T00:00:00Z';

function activeTarget({ pool, target, health, lastError, lastScrapeMs, lastSeconds }: ShownTarget) {
  return {
    discoveredLabels: labelsToObject(target.discovered),
    labels: labelsToObject(target.labels),
    scrapePool: pool,
    scrapeUrl: target.url,
    globalUrl: target.url,
    lastError,
    lastScrape: lastScrapeMs === undefined ? NEVER : new Date(lastScrapeMs).toISOString(),
    lastScrapeDuration: lastSeconds,
    health,
    scrapeInterval: formatDuration(target.intervalMs),
    scrapeTimeout: formatDuration(target.timeoutMs),
  };
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-target-metadata */
export async function targetsMetadata({ context, parameters }: PrometheusRequest): Promise<DataAnswer> {
  const limit = limitOf(first(parameters, 'limit') ?? '');
  const metric = first(parameters, 'metric') ?? '';
  const selector = first(parameters, 'match_target') ?? '';
  const [matchers] = selector === '' ? [] : anyMatchParameters(parameters, 'match_target');
  const found = (context.scraping?.targets() ?? []).filter(({ target }) => matches(target, matchers ?? []));
  return { data: jsonList(described(found, metric, limit), (entry) => JSON.stringify(entry)) };
}

/** At most `limit` descriptions; those of one metric without its name, as there. */
function* described(found: readonly ShownTarget[], metric: string, limit: number) {
  let count = 0;
  for (const { target, metadata } of found) {
    for (const { family, type, help, unit } of metadata) {
      if (metric !== '' && family !== metric) continue;
      if (count++ === limit) return;
      yield { target: labelsToObject(target.labels), ...(metric === '' && { metric: family }), type, help, unit };
    }
  }
}

function limitOf(text: string): number {
  if (text === '') return Number.POSITIVE_INFINITY;
  const limit = parseGoInt(text);
  if ('problem' in limit) throw badData('limit must be a number');
  return limit.value < 0 ? Number.POSITIVE_INFINITY : limit.value;
}

const matches = ({ labels }: ShownTarget['target'], matchers: readonly LabelMatcher[]): boolean =>
  matchers.every(({ name, op, value }) => labelPredicate(op, value)(labelValue(labels, name)));

/** https://prometheus.io/docs/prometheus/latest/querying/api/ (scrape pools) */
export const scrapePools = async ({ context }: PrometheusRequest): Promise<DataAnswer> =>
  json({ scrapePools: context.scraping?.pools() ?? [] });

/** https://prometheus.io/docs/prometheus/latest/querying/api/#alertmanagers */
export async function alertmanagers({ context }: PrometheusRequest): Promise<DataAnswer> {
  const { active, dropped } = context.alertmanagers?.() ?? { active: [], dropped: [] };
  const shown = (urls: readonly string[]) => urls.map((url) => ({ url }));
  return json({ activeAlertmanagers: shown(active), droppedAlertmanagers: shown(dropped) });
}
