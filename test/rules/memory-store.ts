import type { WriteBatch } from '../../src/model/batch.js';
import { type Labels, labelsFrom } from '../../src/model/labels.js';
import { labelsKey } from '../../src/model/labels-key.js';
import { MemoryReader, type MemorySeries } from '../../src/rules/unit-test/memory-reader.js';
import { sampleRows } from '../support/metric-rows.js';
import { RecordingWriter } from '../support/recording-writer.js';

/** Metrics in memory that are written and read: what was acknowledged is seen. */
export class MemoryStore {
  private readonly series: MemorySeries[] = [];
  readonly reader = new MemoryReader(this.series);
  readonly writer = new StoringWriter((labels, ms, value) => this.add(labels, ms, value));

  /** Keeps `value`, with its bits, in the place of one of the same time. */
  add(labels: Labels, ms: number, value: number): void {
    const at = this.series.findIndex((one) => labelsKey(one.labels) === labelsKey(labels));
    const before = this.series[at] ?? { labels, ts: new Float64Array(), values: new Float64Array() };
    const behind = before.ts.findIndex((time) => time >= ms);
    const index = behind < 0 ? before.ts.length : behind;
    const next = before.ts[index] === ms ? index + 1 : index;
    const inserted = (array: Float64Array, one: number) =>
      Float64Array.from([...array.subarray(0, index), one, ...array.subarray(next)]);
    const changed = { labels, ts: inserted(before.ts, ms), values: withBits(before.values, index, next, value) };
    if (at < 0) this.series.push(changed);
    else this.series[at] = changed;
  }
}

/** Copies bytes rather than numbers: a staleness marker is a NaN of its own. */
function withBits(values: Float64Array, index: number, next: number, value: number): Float64Array {
  const result = new Float64Array(values.length + 1 - (next - index));
  result.set(values.subarray(0, index));
  result[index] = value;
  result.set(values.subarray(next), index + 1);
  return result;
}

class StoringWriter extends RecordingWriter {
  constructor(private readonly add: (labels: Labels, ms: number, value: number) => void) {
    super();
  }

  override async write(batch: WriteBatch): Promise<void> {
    await super.write(batch);
    for (const { labels, ms, bits } of sampleRows(batch, this.indexes.series.refs))
      this.add(labelsFrom(Object.entries(labels)), ms, ofBits(bits));
  }
}

function ofBits(hex: string): number {
  return Buffer.from(hex, 'hex').readDoubleBE();
}
