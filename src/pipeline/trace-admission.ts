import { LRUCache } from 'lru-cache';
import { copySpans } from '../model/copy-spans.js';
import type { SpanBatch } from '../model/spans.js';
import type { TempoLimits } from '../model/tempo-limits.js';
import type { Tenant } from '../model/tenant.js';
import { LiveTraces } from './live-traces.js';
import { spanSizes } from './span-columns/span-size.js';

type TraceLimits = Pick<TempoLimits, 'maxBytesPerTrace' | 'maxTracesPerUser'>;

/** Spans of one trace that are not to be stored. */
interface RefusedSpans {
  /** As `tempo_discarded_spans_total` has it. */
  readonly reason: 'live_traces_exceeded' | 'trace_too_large';
  readonly spans: number;
  /** In Tempo's words. */
  readonly message: string;
}

export interface Admitted {
  readonly spans: SpanBatch;
  readonly refused: readonly RefusedSpans[];
}

/** Tenants whose traces are remembered; those not heard of lately start anew. */
const MAX_TENANTS = 100;
const ID_BYTES = 16;

/**
 * Holds tenants to a number of live traces and to a size of each. What a request brings of a trace is taken whole or not at
 * all; the request itself does not fail, as in Tempo, where traces are judged behind the distributor.
 * https://grafana.com/docs/tempo/latest/configuration/#overrides
 */
export class TraceAdmission {
  private readonly tenants = new LRUCache<Tenant, LiveTraces>({ max: MAX_TENANTS });

  /** The spans that may be stored, which count from now on. */
  admit(batch: SpanBatch, limits: TraceLimits, nowMs: number): Admitted {
    const { tenant } = batch;
    if (limits.maxBytesPerTrace === Number.POSITIVE_INFINITY && limits.maxTracesPerUser === Number.POSITIVE_INFINITY) {
      this.tenants.delete(tenant);
      return { spans: batch, refused: [] };
    }
    const live = this.liveOf(tenant);
    const refused: RefusedSpans[] = [];
    const keep = new Uint8Array(batch.rows).fill(1);
    for (const [id, { rows, bytes }] of traces(batch)) {
      const refusal = refusalOf(tenant, id, bytes, live, limits, nowMs);
      if (refusal === undefined) live.add(id, bytes, nowMs);
      else {
        refused.push({ ...refusal, spans: rows.length });
        for (const row of rows) keep[row] = 0;
      }
    }
    if (refused.length === 0) return { spans: batch, refused };
    return { spans: copySpans(batch, { keep, maxAttributeBytes: Number.POSITIVE_INFINITY }), refused };
  }

  private liveOf(tenant: Tenant): LiveTraces {
    let live = this.tenants.get(tenant);
    if (live === undefined) {
      live = new LiveTraces();
      this.tenants.set(tenant, live);
    }
    return live;
  }
}

/** Rows and bytes of the traces of a batch, by the 16 bytes of their ids as Latin-1. */
function traces(batch: SpanBatch): Map<string, { readonly rows: number[]; bytes: number }> {
  const sizes = spanSizes(batch);
  const { buffer, byteOffset, byteLength } = batch.traceId.bytes;
  const ids = Buffer.from(buffer, byteOffset, byteLength);
  const found = new Map<string, { readonly rows: number[]; bytes: number }>();
  for (let row = 0; row < batch.rows; row++) {
    const id = ids.toString('latin1', row * ID_BYTES, (row + 1) * ID_BYTES);
    const trace = found.get(id) ?? { rows: [], bytes: 0 };
    found.set(id, trace);
    trace.rows.push(row);
    trace.bytes += sizes[row]!;
  }
  return found;
}

function refusalOf(
  tenant: Tenant,
  id: string,
  bytes: number,
  live: LiveTraces,
  { maxBytesPerTrace, maxTracesPerUser }: TraceLimits,
  nowMs: number,
): Omit<RefusedSpans, 'spans'> | undefined {
  if (live.count(nowMs) >= maxTracesPerUser && !live.isLive(id)) {
    const limits = `(local: ${maxTracesPerUser} global: 0 actual local: ${maxTracesPerUser})`;
    return {
      reason: 'live_traces_exceeded',
      message: `LIVE_TRACES_EXCEEDED: max live traces exceeded for tenant ${tenant}: per-user traces limit ${limits} exceeded`,
    };
  }
  if (live.bytes(id, nowMs) + bytes <= maxBytesPerTrace) return undefined;
  const trace = Buffer.from(id, 'latin1').toString('hex');
  return {
    reason: 'trace_too_large',
    message: `TRACE_TOO_LARGE: max size of trace (${maxBytesPerTrace}) exceeded while adding ${bytes} bytes to trace ${trace} for tenant ${tenant}`,
  };
}
