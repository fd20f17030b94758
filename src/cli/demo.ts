import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { hostAndPort } from '../app/listeners-table.js';
import type { RunningApp } from '../app/running-app.js';
import { ConfigError } from '../config/config-error.js';
import { loadConfig, refuseUnknownSettings } from '../config/load-config.js';
import { packageFile } from '../lib/package-file.js';
import { DemoFiles, type DemoTarget } from './demo-files.js';
import { type Companion, runServer } from './running-server.js';
import { givenFlags } from './setting-options.js';

/** What `examples/pyairtable` exports. */
interface PlatformModule {
  startPlatform(options: {
    otlpEndpoint: string;
    lokiUrl: string;
    portOffset: number | 'free';
    rate?: number;
    faultRate?: number;
    figuresOverOtlp?: boolean;
  }): Promise<
    Companion & {
      services: readonly DemoTarget[];
      exited: Promise<{ name: string; code: number | null; signal: string | null }>;
    }
  >;
}

const PLATFORM = packageFile('examples/pyairtable/dist/platform.js');

/** `quartet demo`: the server, the eight services of `examples/pyairtable` and their users. */
export async function demo(command: Command): Promise<void> {
  const rate = numberOption(command, 'rate', Number.POSITIVE_INFINITY);
  const faultRate = numberOption(command, 'faultRate', 1);
  if (!existsSync(PLATFORM)) {
    throw new ConfigError('the demo needs examples/pyairtable, built; in a clone of the repository run: npm run demo');
  }
  const loaded = loadConfig({
    flags: givenFlags(command),
    environment: process.env,
    defaults: { dataDir: resolve('quartet-data/demo') },
  });
  refuseUnknownSettings(loaded);
  const { portOffset, ports, dataDir, prometheusConfig } = loaded.config;
  // Who brings a configuration scrapes what it says.
  const files = prometheusConfig === undefined ? new DemoFiles(dataDir) : undefined;
  let isStopping = false;

  await runServer({ ...loaded, config: files?.addTo(loaded.config) ?? loaded.config }, async (app) => {
    console.log('starting eight services and their users ...');
    const { startPlatform } = (await import(pathToFileURL(PLATFORM).href)) as PlatformModule;
    const platform = await startPlatform({
      otlpEndpoint: urlOf(app, 'otlpHttp'),
      lokiUrl: urlOf(app, 'loki'),
      // Where the server takes a free port, so do the services.
      portOffset: ports.otlpHttp === 0 ? 'free' : portOffset,
      ...(rate === undefined ? {} : { rate }),
      ...(faultRate === undefined ? {} : { faultRate }),
      figuresOverOtlp: files === undefined,
    });
    files?.writeTargets(platform.services);
    void platform.exited.then(({ name, code, signal }) => {
      if (!isStopping) console.error(`${name} of the demo ended (${signal ?? `code ${code}`}); the rest goes on`);
    });
    console.log(whereToLook(app));
    return {
      stop: () => {
        isStopping = true;
        return platform.stop();
      },
    };
  });
}

function numberOption(command: Command, name: string, most: number): number | undefined {
  const text: unknown = command.getOptionValue(name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text !== '' && number >= 0 && number <= most) return number;
  const flag = name === 'rate' ? '--rate' : '--fault-rate';
  throw new ConfigError(`${flag}: ${JSON.stringify(text)} is not a number from 0${most === 1 ? ' to 1' : ''}`);
}

/** Base URL of a dialect for a client on this machine. */
function urlOf(app: RunningApp, dialect: string): string {
  const listener = app.listeners.find((open) => open.dialect === dialect);
  if (listener === undefined) throw new ConfigError(`the demo sends to ${dialect}, which is turned off`);
  const isWildcard = listener.address === '0.0.0.0' || listener.address === '::';
  return `http://${hostAndPort(isWildcard ? '127.0.0.1' : listener.address, listener.port)}`;
}

function whereToLook(app: RunningApp): string {
  const has = (dialect: string) => app.listeners.some((open) => open.dialect === dialect);
  const lines = ['', 'The demo runs. Where to look (give it ten seconds):', ''];
  if (has('prometheus')) {
    lines.push(
      '  # requests by service, as Prometheus has them',
      `  curl -sG ${urlOf(app, 'prometheus')}/api/v1/query --data-urlencode 'query=http_requests_total'`,
    );
  }
  lines.push(
    '  # the last log lines of one service, as Loki has them',
    `  curl -sG ${urlOf(app, 'loki')}/loki/api/v1/query_range --data-urlencode 'query={service_name="llm-orchestrator"}' -d limit=5`,
  );
  if (has('tempo')) {
    lines.push(
      '  # one trace: take a trace_id from those lines',
      `  curl -s ${urlOf(app, 'tempo')}/api/traces/TRACE_ID`,
    );
  }
  lines.push('', 'Ctrl-C stops everything.');
  return lines.join('\n');
}
