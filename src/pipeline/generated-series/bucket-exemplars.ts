/** The label of an exemplar that holds the id of its trace in hex. */
const TRACE_ID_LABEL = 'traceID';
const TRACE_ID_BYTES = 16;

/** Of each bucket the first observation since the last collection, with its trace. */
export class BucketExemplars {
  private readonly traces: Uint8Array;
  private readonly seconds: Float64Array;
  /** ms; 0 where a bucket has none. */
  private readonly times: Float64Array;
  private isEmpty = true;

  constructor(buckets: number) {
    this.traces = new Uint8Array(buckets * TRACE_ID_BYTES);
    this.seconds = new Float64Array(buckets);
    this.times = new Float64Array(buckets);
  }

  /** `traceIds[at, at + 16)` is the trace's id. */
  note(bucket: number, seconds: number, traceIds: Uint8Array, at: number, nowMs: number): void {
    if (this.times[bucket] !== 0) return;
    this.isEmpty = false;
    this.times[bucket] = nowMs;
    this.seconds[bucket] = seconds;
    const to = bucket * TRACE_ID_BYTES;
    for (let i = 0; i < TRACE_ID_BYTES; i++) this.traces[to + i] = traceIds[at + i]!;
  }

  /** Gives each exemplar once, and forgets it. */
  take(each: (bucket: number, ms: number, seconds: number, labels: readonly string[]) => void): void {
    if (this.isEmpty) return;
    for (let bucket = 0; bucket < this.times.length; bucket++) {
      const ms = this.times[bucket]!;
      if (ms === 0) continue;
      const from = this.traces.byteOffset + bucket * TRACE_ID_BYTES;
      const id = Buffer.from(this.traces.buffer, from, TRACE_ID_BYTES).toString('hex');
      each(bucket, ms, this.seconds[bucket]!, [TRACE_ID_LABEL, id]);
    }
    this.times.fill(0);
    this.isEmpty = true;
  }
}
