import { z } from 'zod';
import type { Answer } from '../query/prometheus-answer.js';

/** Where a server is asked, and for whom. */
export interface LokiServer {
  readonly url: string;
  readonly tenant: string | undefined;
}

export const streamSchema = z.object({
  stream: z.record(z.string(), z.string()),
  values: z.array(z.tuple([z.string().regex(/^-?\d+$/), z.string()], z.unknown())),
});

const point = z.tuple([z.number(), z.string()]);
const metric = z.record(z.string(), z.string());

/** The parts of a range query's answer that are shown. https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
const answerSchema = z.object({
  warnings: z.array(z.string()).default([]),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('streams'), result: z.array(streamSchema) }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric, values: z.array(point), histograms: z.array(z.never()).default([]) })),
    }),
  ]),
});

export interface LokiAnswer {
  readonly warnings: readonly string[];
  readonly data:
    | Extract<z.infer<typeof answerSchema>['data'], { resultType: 'streams' }>
    | Extract<Answer['data'], { resultType: 'matrix' }>;
}

export const tenantHeaders = ({ tenant }: LokiServer): Record<string, string> =>
  tenant === undefined ? {} : { 'X-Scope-OrgID': tenant };

export const endpoint = ({ url }: LokiServer, path: string): URL =>
  new URL(`${url.replace(/\/$/, '')}/loki/api/v1/${path}`);

/** Asks for a range; throws with the server's own words where it refuses. Times in ns. */
export async function askRange(
  server: LokiServer,
  parameters: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<LokiAnswer> {
  const target = endpoint(server, 'query_range');
  const init = {
    method: 'POST',
    body: new URLSearchParams(parameters),
    headers: tenantHeaders(server),
    ...(signal !== undefined && { signal }),
  };
  let response: Response;
  let body: string;
  try {
    response = await fetch(target, init);
    body = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(unreachable(target, cause));
  }
  if (!response.ok) throw new Error(refusal(body, response.status));
  const answer = answerSchema.safeParse(parseJson(body));
  if (!answer.success) throw new Error(`${target.href} answered ${response.status}: ${body.slice(0, 200)}`);
  return answer.data;
}

export const unreachable = (target: URL, cause: string): string =>
  `cannot reach ${target.host} (${cause}); --url names a running server's Loki port`;

export const refusal = (body: string, status: number): string =>
  body.trim().slice(0, 2000) || `the server answered ${status}`;

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
