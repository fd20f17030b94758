import { LRUCache } from 'lru-cache';
import type { Labels } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { QueryLimits } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import { WideColumn } from '../../native/block-reader-columns.js';
import type { DayRange } from '../labels/label-set-condition.js';
import { type LabelSets, MAX_BOUND_IDS } from '../labels/label-sets.js';

/** The labels of the streams of some rows, by the streams' ids. A stream's labels are one object each time. */
export type LabelsOfStreams = (blocks: readonly Block[]) => Promise<ReadonlyMap<bigint, Labels>>;

/** Streams of which one query remembers the labels. */
const MAX_STREAMS = 200_000;

/** Labels of streams that are too many to be read before their entries: those are asked for that have some. */
export class StreamLabels {
  private readonly known = new LRUCache<bigint, Labels>({ max: MAX_STREAMS });

  constructor(
    private readonly sets: Pick<LabelSets, 'byIds'>,
    private readonly tenant: Tenant,
    private readonly days: DayRange,
    private readonly limits: QueryLimits,
  ) {}

  readonly of: LabelsOfStreams = async (blocks) => {
    const found = new Map<bigint, Labels>();
    const missing = new Set<bigint>();
    for (const block of blocks) {
      const ids = block.as('id', WideColumn);
      for (let row = 0; row < block.rows; row++) {
        const id = ids.value(row);
        const labels = found.get(id) ?? this.known.get(id);
        if (labels === undefined) missing.add(id);
        else found.set(id, labels);
      }
    }
    const wanted = [...missing];
    for (let at = 0; at < wanted.length; at += MAX_BOUND_IDS) {
      const part = wanted.slice(at, at + MAX_BOUND_IDS);
      for (const { id, labels } of await this.sets.byIds(this.tenant, part, this.days, this.limits)) {
        this.known.set(id, labels);
        found.set(id, labels);
      }
    }
    return found;
  };
}
