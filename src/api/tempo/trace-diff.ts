import { QuartetError } from '../../model/errors.js';
import { type ComparedTrace, matchSpans, type TracePatch, tracePatch } from '../../traceql/diff/patch.js';
import { placedSpans } from '../../traceql/diff/span-tree.js';
import { type TraceSummary, traceSummary } from '../../traceql/diff/summary.js';
import { invalid } from './parameters.js';
import type { TempoRequest } from './request.js';
import { withOwnIds } from './shared-ids.js';
import { parseTraceId } from './trace-id.js';

/** Bytes that the patch beside a summary may have. */
const MAX_COMPOSED_PATCH = 64 * 1024;

interface Difference {
  readonly patch: TracePatch;
  readonly summary: TraceSummary;
}

const FORMATS: Readonly<Record<string, (difference: Difference) => object>> = {
  'trace-patch-v0': ({ patch }) => patch,
  'trace-summary-v0-native': ({ summary }) => summary,
  'trace-summary-v0-composed': ({ patch, summary }) => {
    const size = Buffer.byteLength(JSON.stringify(patch));
    return {
      version: 'trace-summary-v0-composed',
      summary,
      ...(size <= MAX_COMPOSED_PATCH ? { patch } : { patchOmitted: { reason: 'over_budget', sizeBytes: size } }),
    };
  },
};

/** `POST /api/v2/traces/diff`: what differs between two traces. https://grafana.com/docs/tempo/latest/api_docs/#trace-diff */
export async function traceDiff(request: TempoRequest): Promise<object> {
  const body = bodyOf(request);
  const ids = { base: idOf(body, 'base'), compare: idOf(body, 'compare') };
  const name = textOf(body.format) || 'trace-patch-v0';
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format === undefined) throw invalid(`unsupported trace diff format: ${JSON.stringify(name)}`);
  const base = await comparedTrace(request, 'base', ids.base);
  const compare = await comparedTrace(request, 'compare', ids.compare);
  const matches = matchSpans(base, compare);
  const patch = tracePatch(base, compare, matches);
  return format({ patch, summary: traceSummary({ base, compare }, matches, patch) });
}

type Body = Readonly<Record<string, unknown>>;

function bodyOf({ json }: TempoRequest): Body {
  try {
    const body: unknown = JSON.parse(json ?? '');
    if (typeof body === 'object' && body !== null) return body as Body;
  } catch {
    // Answered below, like a body that is no object.
  }
  throw invalid('invalid request body: a JSON object with base.traceId and compare.traceId is expected');
}

type Side = 'base' | 'compare';

function idOf(body: Body, side: Side): string {
  const traceId = textOf((body[side] as { traceId?: unknown } | null | undefined)?.traceId);
  if (traceId === '') throw invalid(`${side}.traceId is required`);
  parseTraceId(traceId, `invalid ${side}.traceId: `);
  return traceId;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

async function comparedTrace(
  { context, tenant, limits }: TempoRequest,
  side: Side,
  traceId: string,
): Promise<ComparedTrace> {
  const spans = await context.traces.trace(tenant, parseTraceId(traceId), limits);
  if (spans.length === 0) throw new QuartetError('not_found', `${side} trace not found: ${traceId}`);
  return { traceId, spans: placedSpans(await withOwnIds(spans)) };
}
