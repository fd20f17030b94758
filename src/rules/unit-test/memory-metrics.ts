import type { WriteBatch } from '../../model/batch.js';
import { type Labels, labelValue, METRIC_NAME } from '../../model/labels.js';
import { labelsKey } from '../../model/labels-key.js';
import { STALE_NAN } from '../../model/samples.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Writer } from '../../storage/interface.js';
import { histogramAt, integerAt } from './histogram-rows.js';
import { MemoryReader } from './memory-reader.js';
import type { InputSeries } from './rule-test.js';
import { SeriesBuffer } from './series-buffer.js';

/** Bits of a float. */
const scratch = new Float64Array(1);
const words = new Uint32Array(scratch.buffer);

/** Metrics of one test in memory, read and written. */
export class MemoryMetrics {
  private readonly byId: SeriesBuffer[] = [];
  private readonly refs = new Map<string, SeriesRef>();
  private readonly index: SeriesIndex = { intern: (tenant, labels) => this.intern(tenant, labels) };
  readonly reader = new MemoryReader(this.byId, 100);
  readonly writer: Pick<Writer, 'indexes' | 'write'> = {
    indexes: { series: this.index, streams: this.index, resources: this.index },
    write: async (batch) => this.write(batch),
  };

  /** Puts the points of a series at `startMs` and each `intervalMs` from there. */
  load({ labels, values }: InputSeries, startMs: number, intervalMs: number): void {
    const buffer = this.bufferOf(this.intern('', labels));
    for (const [i, value] of values.entries()) {
      const ms = startMs + i * intervalMs;
      if (value === 'absent') continue;
      if (value === 'stale') buffer.put(ms, STALE_NAN.low, STALE_NAN.high);
      else if (typeof value === 'object') buffer.putHistogram(ms, value);
      else {
        scratch[0] = value;
        buffer.put(ms, words[0]!, words[1]!);
      }
    }
  }

  private write({ samples, histograms }: WriteBatch): void {
    for (let row = 0; row < (samples?.rows ?? 0); row++) {
      const { id, ts, value } = samples!;
      const buffer = this.byId[id.words[row * 2]!]!;
      buffer.put(integerAt(ts, row), value.words[row * 2]!, value.words[row * 2 + 1]!);
    }
    for (let row = 0; row < (histograms?.rows ?? 0); row++) {
      const buffer = this.byId[histograms!.id.words[row * 2]!]!;
      buffer.putHistogram(integerAt(histograms!.ts, row), histogramAt(histograms!, row));
    }
  }

  private intern(tenant: string, labels: Labels): SeriesRef {
    const key = labelsKey(labels);
    let ref = this.refs.get(key);
    if (ref === undefined) {
      const idLow = this.byId.push(new SeriesBuffer(labels)) - 1;
      ref = { tenant, idLow, idHigh: 0, labels, name: labelValue(labels, METRIC_NAME), storedDays: new Set() };
      this.refs.set(key, ref);
    }
    return ref;
  }

  private bufferOf({ idLow }: SeriesRef): SeriesBuffer {
    return this.byId[idLow]!;
  }
}
