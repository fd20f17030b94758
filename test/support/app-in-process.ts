import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app/app.js';
import type { RunningApp } from '../../src/app/running-app.js';
import type { Config } from '../../src/config/config.js';
import { defaultConfig } from '../../src/config/defaults.js';
import { DIALECT_NAMES, type Dialect } from '../../src/config/dialects.js';
import { createLogger, OwnLogBuffer } from '../../src/telemetry/logger.js';

/** The whole program within the test's process, on ports from the kernel; a process can have one at a time. */
export class AppInProcess {
  private constructor(
    private readonly app: RunningApp,
    readonly directory: string,
  ) {}

  static async start(changes: Partial<Config> = {}, directory = temporary()): Promise<AppInProcess> {
    const ports = Object.fromEntries(DIALECT_NAMES.map((dialect) => [dialect, 'off'])) as Record<Dialect, 'off'>;
    const config: Config = {
      ...defaultConfig(),
      selfTelemetry: false,
      dataDir: join(directory, 'data'),
      ports: { ...ports, web: 0, loki: 0, prometheus: 0, otlpHttp: 0 },
      ...changes,
    };
    const logger = createLogger({ level: 'fatal' });
    const app = await startApp(config, {
      logger,
      ownLogs: new OwnLogBuffer(),
      origins: new Map(),
      unknownSettings: new Map(),
    });
    return new AppInProcess(app, directory);
  }

  url(dialect: Dialect, path: string): string {
    const { port } = this.app.listeners.find((listener) => listener.dialect === dialect)!;
    return `http://127.0.0.1:${port}${path}`;
  }

  /** Calls the web port; a body is sent as JSON. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<CallAnswer> {
    const answer = await fetch(this.url('web', path), {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<CallAnswer> {
    return this.call('GET', path, undefined, headers);
  }

  /** Stops; the data stays for a next start in `directory`. */
  stop(): Promise<void> {
    return this.app.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export interface CallAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON answer. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer has is what the tests are about
  readonly body: any;
}

const temporary = (): string => mkdtempSync(join(tmpdir(), 'quartet-app-'));
