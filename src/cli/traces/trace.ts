import { ConfigError } from '../../config/config-error.js';
import { askJson } from './answer.js';
import { traceSchema, waterfall } from './waterfall.js';

export interface TraceOptions {
  readonly url: string;
  readonly tenant?: string;
  readonly limit: string;
  readonly json?: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
}

/** Columns where the output is no terminal. */
const DEFAULT_COLUMNS = 120;

/** `quartet trace ID`: draws a trace of a running server as a waterfall. */
export async function trace(id: string, options: TraceOptions): Promise<void> {
  if (!/^[0-9a-f]{1,32}$/i.test(id)) throw new ConfigError(`${id} is no trace id: one has up to 32 hex digits`);
  if (!/^\d{1,9}$/.test(options.limit)) throw new ConfigError(`--limit ${options.limit} is not a whole number`);
  const server = { url: options.url, tenant: options.tenant };
  const found = await askJson(server, `/api/quartet/v1/traces/${id}`, {}, traceSchema.loose(), 'web');
  if (options.json) {
    console.log(JSON.stringify(found, undefined, 2));
    return;
  }
  const { stdout } = process;
  const colored = options.color && stdout.isTTY === true && stdout.hasColors() && !process.env.NO_COLOR;
  const limit = Number(options.limit) || Number.POSITIVE_INFINITY;
  console.log(waterfall(found, { width: stdout.columns ?? DEFAULT_COLUMNS, colored, limit }).join('\n'));
}
