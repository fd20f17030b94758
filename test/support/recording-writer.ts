import type { WriteBatch } from '../../src/model/batch.js';
import type { Labels } from '../../src/model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../src/model/series.js';
import type { Writer } from '../../src/storage/interface.js';

/** A `Writer` that keeps what it is given, for tests of receivers. Set `failure` to make the next writes fail. */
export class RecordingWriter implements Writer {
  readonly batches: WriteBatch[] = [];
  failure: Error | undefined;
  readonly indexes = {
    series: memoryIndex('__name__'),
    streams: memoryIndex('service_name'),
    resources: memoryIndex('resource.service.name'),
  };

  async write(batch: WriteBatch): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.batches.push(batch);
  }
}

/** An index in memory whose ids count up from 1; `nameLabel` is the label that becomes `SeriesRef.name`, without `namePrefix`. */
export function memoryIndex(
  nameLabel: string,
  namePrefix = '',
): SeriesIndex & { readonly refs: Map<string, SeriesRef> } {
  const refs = new Map<string, SeriesRef>();
  return {
    refs,
    intern(tenant: string, labels: Labels): SeriesRef {
      const key = JSON.stringify([tenant, labels]);
      let ref = refs.get(key);
      if (ref === undefined) {
        const at = labels.findIndex((text, i) => i % 2 === 0 && text === nameLabel);
        const name = at < 0 ? '' : labels[at + 1]!.slice(namePrefix.length);
        ref = { tenant, idLow: refs.size + 1, idHigh: 0, labels, name, storedDays: new Set() };
        refs.set(key, ref);
      }
      return ref;
    },
  };
}
