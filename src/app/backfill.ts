import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compress } from 'snappy';
import { ConfigError } from '../config/config-error.js';
import { YamlFile } from '../config/yaml-file.js';
import { type BackfillProgress, type BackfillSpan, type BackfillStore, backfill } from '../rules/backfill/backfill.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { type EncodedSeries, encodeWriteRequest } from '../wire/remote-write/encode-request.js';
import { readRuleFile } from './checking/read-rule-file.js';
import { languageOfRules } from './checking/rule-file-language.js';

/** What is to be backfilled; alerting rules, which are about now, are left out and named. */
export interface BackfillPlan {
  readonly groups: readonly RuleGroup[];
  readonly leftOut: readonly string[];
}

/** Reads rule files. Throws `ConfigError` for the first mistake, and where they have no recording rule. */
export function planBackfill(paths: readonly string[]): BackfillPlan {
  const groups = paths.flatMap((path) => {
    const file = YamlFile.read(resolve(path));
    return readRuleFile(file, languageOfRules(file, new Set()));
  });
  const rules = groups.flatMap((group) => group.rules.map((rule) => ({ rule, group: group.name })));
  const alerting = rules.filter(({ rule }) => rule.kind === 'alerting');
  if (alerting.length === rules.length)
    throw new ConfigError(`${paths.join(', ')}: no recording rule to backfill; alerts are about now`);
  return { groups, leftOut: alerting.map(({ rule, group }) => `${group}: ${rule.name}`) };
}

export interface BackfillOptions extends Omit<BackfillSpan, 'stepMs'> {
  readonly stepMs: number | undefined;
  /** Of the server's Prometheus port. */
  readonly url: string;
  /** Whose history it is; undefined where the server has one tenant. */
  readonly tenant: string | undefined;
  readonly range: BackfillStore['range'];
  readonly report: (progress: BackfillProgress) => void;
}

/** Evaluates the plan's rules over history and writes the results by remote write. Gives the number of samples. */
export function runBackfill({ groups }: BackfillPlan, options: BackfillOptions): Promise<number> {
  const { url, tenant, range, report } = options;
  return backfill(groups, options, { range, write: (series) => writeAll({ url, tenant }, series) }, report);
}

/** About so many bytes of points go into one request; a series is not divided. */
const MAX_POINT_BYTES = 400_000;
const NUMBER_BYTES = 20;
const ATTEMPTS = 5;
const TIMEOUT_MS = 60_000;

type Target = Pick<BackfillOptions, 'url' | 'tenant'>;

async function writeAll(to: Target, series: readonly EncodedSeries[]): Promise<void> {
  let request: EncodedSeries[] = [];
  let bytes = 0;
  for (const one of series) {
    request.push(one);
    for (const [, value] of one.points) bytes += NUMBER_BYTES + (typeof value === 'object' ? value.length : 0);
    if (bytes < MAX_POINT_BYTES) continue;
    await writeOne(to, request);
    request = [];
    bytes = 0;
  }
  if (request.length > 0) await writeOne(to, request);
}

/** A server that has no room is asked again. */
async function writeOne({ url, tenant }: Target, series: readonly EncodedSeries[]): Promise<void> {
  const body = await compress(encodeWriteRequest(series));
  const target = `${url.replace(/\/+$/, '')}/api/v1/write`;
  const headers = {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
    ...(tenant !== undefined && { 'x-scope-orgid': tenant }),
  };
  for (let attempt = 1; ; attempt++) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(target, { method: 'POST', headers, body: new Uint8Array(body), signal });
    const text = await answer.text();
    if (answer.ok) return;
    const isLater = answer.status === 429 || answer.status === 503;
    if (!isLater || attempt === ATTEMPTS)
      throw new Error(`${target} answered ${answer.status}: ${text.trim().slice(0, 200)}`);
    await sleep(1000 * Math.min(30, Number(answer.headers.get('retry-after')) || attempt));
  }
}
