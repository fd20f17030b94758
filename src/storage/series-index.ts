import type { XXHashAPI } from 'xxhash-wasm';
import { type Labels, labelValue } from '../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../model/series.js';
import type { Tenant } from '../model/tenant.js';
import { StoredDays } from './stored-days.js';

/** Half of what the index remembers, by id: the label sets asked for since the last turn, or in the turn before. */
class Generation {
  readonly refs = new Map<bigint, SeriesRef>();
  /** What it holds, in label sets of usual length. */
  weight = 0;

  add(id: bigint, ref: SeriesRef, length: number): void {
    this.refs.set(id, ref);
    this.weight += Math.max(1, length / USUAL_LENGTH);
  }
}

/** Characters of a label set that counts as one; a longer one counts as many. */
const USUAL_LENGTH = 500;

/**
 * Gives label sets their ids: xxh64 of tenant and sorted labels, seeded with the store's own seed. Bounded: beyond
 * `maxSeries` of usual length the half that was not asked for lately is forgotten, which costs no more than storing
 * those label sets again when they come back.
 */
export class HashedSeriesIndex implements SeriesIndex {
  private young = new Generation();
  private old = new Generation();

  constructor(
    private readonly options: {
      readonly hash: XXHashAPI;
      readonly seed: bigint;
      /** The label whose value becomes `SeriesRef.name`. */
      readonly nameLabel: string;
      /** What stands before the name in that label's value (the type tag of an attribute). */
      readonly namePrefix?: string;
      readonly maxSeries: number;
    },
  ) {}

  get size(): number {
    return this.young.refs.size + this.old.refs.size;
  }

  intern(tenant: Tenant, labels: Labels): SeriesRef {
    const key = JSON.stringify([tenant, labels]);
    const { hash, seed } = this.options;
    // Two label sets with one id are all but impossible; the later one moves on to the next seed.
    for (let salt = 0n; ; salt++) {
      const id = hash.h64(key, seed + salt);
      const known = this.young.refs.get(id);
      if (known !== undefined) {
        if (isOf(known, tenant, labels)) return known;
        continue;
      }
      const aged = this.old.refs.get(id);
      if (aged !== undefined && !isOf(aged, tenant, labels)) continue;
      return this.keep(id, aged ?? this.create(tenant, labels, id), key.length);
    }
  }

  private keep(id: bigint, ref: SeriesRef, length: number): SeriesRef {
    if (this.young.weight >= this.options.maxSeries / 2) {
      this.old = this.young;
      this.young = new Generation();
    }
    this.young.add(id, ref, length);
    return ref;
  }

  private create(tenant: Tenant, labels: Labels, id: bigint): SeriesRef {
    const { nameLabel, namePrefix = '' } = this.options;
    return {
      tenant,
      idLow: Number(id & 0xffffffffn),
      idHigh: Number(id >> 32n),
      labels,
      name: labelValue(labels, nameLabel).slice(namePrefix.length),
      storedDays: new StoredDays(),
    };
  }
}

function isOf(ref: SeriesRef, tenant: Tenant, labels: Labels): boolean {
  if (ref.tenant !== tenant || ref.labels.length !== labels.length) return false;
  for (let i = 0; i < labels.length; i++) if (ref.labels[i] !== labels[i]) return false;
  return true;
}
