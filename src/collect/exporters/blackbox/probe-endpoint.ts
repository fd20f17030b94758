import { EXPOSITION_TYPE, writeExposition } from '../../../wire/exposition/write-exposition.js';
import type { BlackboxModule } from './blackbox-module.js';
import { probe } from './probe.js';

export interface ProbeRequest {
  readonly target: string | undefined;
  /** `http_2xx` where there is none. */
  readonly module: string | undefined;
  readonly isDebug: boolean;
  /** Of the header `X-Prometheus-Scrape-Timeout-Seconds`. */
  readonly scrapeTimeout: string | undefined;
}

export interface ProbeAnswer {
  readonly status: 200 | 400;
  readonly contentType: string;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';
const DEFAULT_TIMEOUT_MS = 120_000;
/** The answer must be there before the scrape gives up. */
const TIMEOUT_OFFSET_MS = 500;

/** What `/probe?target=&module=&debug=` answers. https://github.com/prometheus/blackbox_exporter#checking-the-results */
export async function answerProbe(
  { target = '', module: name = 'http_2xx', isDebug, scrapeTimeout }: ProbeRequest,
  modules: ReadonlyMap<string, BlackboxModule>,
  signal: AbortSignal,
): Promise<ProbeAnswer> {
  const refused = (body: string): ProbeAnswer => ({ status: 400, contentType: TEXT, body: `${body}\n` });
  const module = modules.get(name);
  if (module === undefined) return refused(`Unknown module ${JSON.stringify(name.slice(0, 100))}`);
  if (target === '') return refused('Target parameter is missing');
  const timeoutMs = probeTimeoutMs(scrapeTimeout, module);
  if (timeoutMs === undefined) return refused('X-Prometheus-Scrape-Timeout-Seconds is not a number of seconds');
  const { families, log } = await probe(target, module, timeoutMs, signal);
  const page = writeExposition(families);
  if (!isDebug) return { status: 200, contentType: EXPOSITION_TYPE, body: page };
  const lines = ['Logs for the probe:', ...log, '', '', 'Metrics that would have been returned:', page, ''];
  return { status: 200, contentType: TEXT, body: [...lines, `Module ${name}: ${module.probe.prober}`, ''].join('\n') };
}

/** The shorter of what the scrape and the module allow; undefined where the header is no number. */
function probeTimeoutMs(scrapeTimeout: string | undefined, { timeoutMs }: BlackboxModule): number | undefined {
  const given = scrapeTimeout === undefined ? DEFAULT_TIMEOUT_MS : Number(scrapeTimeout) * 1000;
  if (!(given > 0) || !Number.isFinite(given)) return undefined;
  const ofScrape = given > TIMEOUT_OFFSET_MS ? given - TIMEOUT_OFFSET_MS : given;
  return Math.min(ofScrape, timeoutMs ?? Number.POSITIVE_INFINITY, 2 ** 31 - 1);
}
