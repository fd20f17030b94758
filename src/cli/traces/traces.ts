import { z } from 'zod';
import { ConfigError } from '../../config/config-error.js';
import { parseDuration } from '../../lib/duration.js';
import { askJson } from './answer.js';
import { durationText } from './duration-text.js';

export interface TracesOptions {
  readonly url: string;
  readonly tenant?: string;
  readonly since: string;
  readonly limit: string;
  readonly json?: boolean;
}

/** The parts of Tempo's answer that are shown. https://grafana.com/docs/tempo/latest/api_docs/#search */
const answerSchema = z.object({
  traces: z
    .array(
      z
        .object({
          traceID: z.string(),
          rootServiceName: z.string().default(''),
          rootTraceName: z.string().default(''),
          startTimeUnixNano: z.string().regex(/^\d+$/),
          durationMs: z.number().default(0),
          spanSets: z.array(z.object({ matched: z.number().default(0) }).loose()).default([]),
        })
        .loose(),
    )
    .default([]),
});

type Found = z.infer<typeof answerSchema>['traces'][number];

/** `quartet traces QUERY`: the newest traces that a TraceQL query finds, one a line. */
export async function traces(query: string, options: TracesOptions): Promise<void> {
  const ms = parseDuration(options.since);
  if (ms === undefined || !(ms > 0))
    throw new ConfigError(`--since ${options.since} is not a duration such as 30m or 1h`);
  if (!/^[1-9]\d{0,8}$/.test(options.limit)) throw new ConfigError(`--limit ${options.limit} is not a number above 0`);
  const end = Math.ceil(Date.now() / 1000);
  const parameters = {
    q: query,
    start: String(end - Math.ceil(ms / 1000)),
    end: String(end),
    limit: options.limit,
  };
  const server = { url: options.url, tenant: options.tenant };
  const { traces: found } = await askJson(server, '/api/search', parameters, answerSchema, 'Tempo');
  if (options.json) console.log(JSON.stringify(found, undefined, 2));
  else if (found.length === 0) console.error(`no traces of the last ${options.since} match`);
  else console.log(table(found));
}

/** Time, id, duration, spans that matched, and the root, newest first. */
function table(found: readonly Found[]): string {
  const rows = [...found]
    .sort((a, b) => (BigInt(a.startTimeUnixNano) < BigInt(b.startTimeUnixNano) ? 1 : -1))
    .map(({ traceID, startTimeUnixNano, durationMs, spanSets, rootServiceName, rootTraceName }) => [
      new Date(Number(BigInt(startTimeUnixNano) / 1_000_000n)).toISOString(),
      traceID.padStart(32, '0'),
      durationMs === 0 ? '<1ms' : durationText(durationMs * 1e6),
      String(spanSets.reduce((sum, { matched }) => sum + matched, 0)),
      `${rootServiceName} ${rootTraceName}`.replace(/\p{Cc}|\p{Cf}/gu, '·'),
    ]);
  const head = ['TIME', 'TRACE', 'DURATION', 'SPANS', 'ROOT'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows]
    .map((row) => row.map((cell, i) => (i === head.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '))
    .join('\n');
}
