import type { XXHashAPI } from 'xxhash-wasm';
import { type Labels, labelValue } from '../model/labels.js';
import { idOf, type SeriesIndex, type SeriesRef } from '../model/series.js';
import type { Tenant } from '../model/tenant.js';

/** Half of what the index remembers: the label sets asked for since the last turn, or in the turn before. */
class Generation {
  readonly byKey = new Map<string, SeriesRef>();
  readonly byId = new Map<bigint, string>();
  /** What it holds, in label sets of usual length. */
  weight = 0;

  add(key: string, ref: SeriesRef): void {
    this.byKey.set(key, ref);
    this.byId.set(idOf(ref), key);
    this.weight += Math.max(1, key.length / USUAL_LENGTH);
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
    return this.young.byKey.size + this.old.byKey.size;
  }

  intern(tenant: Tenant, labels: Labels): SeriesRef {
    const key = JSON.stringify([tenant, labels]);
    const known = this.young.byKey.get(key);
    if (known !== undefined) return known;
    const ref = this.old.byKey.get(key) ?? this.create(tenant, labels, key);
    if (this.young.weight >= this.options.maxSeries / 2) {
      this.old = this.young;
      this.young = new Generation();
    }
    this.young.add(key, ref);
    return ref;
  }

  private create(tenant: Tenant, labels: Labels, key: string): SeriesRef {
    const { hash, seed, nameLabel, namePrefix = '' } = this.options;
    let id = hash.h64(key, seed);
    // Two label sets with one id are all but impossible; the later one moves on to the next seed.
    for (let salt = 1n; this.belongsToAnother(id, key); salt++) id = hash.h64(key, seed + salt);
    return {
      tenant,
      idLow: Number(id & 0xffffffffn),
      idHigh: Number(id >> 32n),
      labels,
      name: labelValue(labels, nameLabel).slice(namePrefix.length),
      storedDays: new Set(),
    };
  }

  private belongsToAnother(id: bigint, key: string): boolean {
    const owner = this.young.byId.get(id) ?? this.old.byId.get(id);
    return owner !== undefined && owner !== key;
  }
}
