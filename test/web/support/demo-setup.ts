import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { FREE_PORTS, QuartetProcess } from '../../cli/quartet-process.js';
import { CHROMIUM, NO_CHROMIUM } from './chromium.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The demo's ports by dialect; undefined where there is no browser, and so no demo. */
    demoPorts: Readonly<Record<string, number>> | undefined;
    /** Where tests reach the browser that they share; undefined where there is none. */
    browserUrl: string | undefined;
  }
}

/**
 * Starts the browser and the demo once for all tests of pages, and waits until the demo's figures can be drawn.
 * `QUARTET_DEMO_PORTS` names the ports file of a demo that runs already (`quartet demo --ports-file`), which is then used
 * as it is.
 */
export default async function startDemo({ provide, vitest }: TestProject): Promise<() => Promise<void>> {
  if (CHROMIUM === undefined) {
    vitest.logger.log(NO_CHROMIUM);
    provide('demoPorts', undefined);
    provide('browserUrl', undefined);
    return async () => {};
  }
  // Debian's browser runs as root in CI, where its own sandbox cannot be made.
  const browser = await chromium.launchServer({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
    host: '127.0.0.1',
  });
  provide('browserUrl', browser.wsEndpoint());
  const running = process.env.QUARTET_DEMO_PORTS;
  if (running !== undefined) {
    provide('demoPorts', JSON.parse(readFileSync(running, 'utf8')) as Record<string, number>);
    return () => browser.close();
  }
  const directory = mkdtempSync(join(tmpdir(), 'quartet-pages-'));
  const portsFile = join(directory, 'ports.json');
  const demo = new QuartetProcess(['demo', ...FREE_PORTS, '--ports-file', portsFile, '--rate', '10'], {
    cwd: directory,
  });
  await demo.printed('The demo runs');
  const ports = JSON.parse(readFileSync(portsFile, 'utf8')) as Record<string, number>;
  await drawable(ports);
  provide('demoPorts', ports);
  return async () => {
    await browser.close();
    await demo.stop('SIGINT');
    rmSync(directory, { recursive: true });
  };
}

const DEADLINE_MS = 120_000;
const PAUSE_MS = 1000;

/**
 * Until each signal has data, and rates over a minute have two samples of what the services count and what their spans do:
 * half a minute ago, as tests ask for a time of which all has come in.
 */
async function drawable(ports: Readonly<Record<string, number>>): Promise<void> {
  const prometheus = (query: string) =>
    `http://127.0.0.1:${ports.prometheus}/api/v1/query?${new URLSearchParams({ query })}`;
  const wanted = [
    prometheus('sum(rate(http_requests_total[1m] offset 30s)) > 0'),
    prometheus('sum(rate(traces_spanmetrics_calls_total[1m] offset 30s)) > 0'),
    `http://127.0.0.1:${ports.loki}/loki/api/v1/query_range?${new URLSearchParams({ query: '{service_name=~".+"}' })}`,
  ];
  const until = Date.now() + DEADLINE_MS;
  for (const url of wanted) {
    while (!(await hasResult(url))) {
      if (Date.now() > until) throw new Error(`the demo has no data for ${url} after ${DEADLINE_MS} ms`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function hasResult(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  if (response === undefined || !response.ok) return false;
  const { data } = (await response.json()) as { data: { result: readonly unknown[] } };
  return data.result.length > 0;
}
