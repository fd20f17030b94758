import { z } from 'zod';

const point = z.tuple([z.number(), z.string()]);
const histogram = z.object({ count: z.string(), sum: z.string() }).loose();
const histogramPoint = z.tuple([z.number(), histogram]);
const metric = z.record(z.string(), z.string());

/** The parts of an answer of Prometheus' query API that are shown. https://prometheus.io/docs/prometheus/latest/querying/api/ */
const answerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric, value: point.optional(), histogram: histogramPoint.optional() })),
      }),
      z.object({
        resultType: z.literal('matrix'),
        result: z.array(
          z.object({ metric, values: z.array(point).default([]), histograms: z.array(histogramPoint).default([]) }),
        ),
      }),
      z.object({ resultType: z.enum(['scalar', 'string']), result: point }),
    ]),
    warnings: z.array(z.string()).default([]),
    infos: z.array(z.string()).default([]),
  }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

export type Answer = Extract<z.infer<typeof answerSchema>, { status: 'success' }>;
export type MatrixSeries = Extract<Answer['data'], { resultType: 'matrix' }>['result'][number];
export type HistogramPoint = z.infer<typeof histogramPoint>;

/** Asks `path` of a Prometheus API; throws with the server's own words where it refuses. */
export async function ask(
  url: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  tenant?: string,
): Promise<Answer> {
  const target = new URL(`${url.replace(/\/$/, '')}/api/v1/${path}`);
  let response: Response;
  try {
    response = await fetch(target, {
      method: 'POST',
      body: new URLSearchParams(parameters),
      headers: tenant === undefined ? {} : { 'X-Scope-OrgID': tenant },
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`cannot reach ${target.origin} (${cause}); --url names a running server's Prometheus port`);
  }
  const body = await response.text();
  const answer = answerSchema.safeParse(parseJson(body));
  if (!answer.success) throw new Error(`${target.href} answered ${response.status}: ${body.slice(0, 200)}`);
  if (answer.data.status === 'error') throw new Error(`${answer.data.errorType}: ${answer.data.error}`);
  return answer.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
