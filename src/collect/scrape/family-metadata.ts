import { LRUCache } from 'lru-cache';
import { KEY_SEPARATOR } from '../../model/labels-key.js';
import type { MetricMetadata } from '../../model/samples.js';

/** Descriptions are written again after this time, ms. */
const REPEAT_MS = 3_600_000;
const MAX_DESCRIPTIONS = 100_000;

interface Description {
  readonly metadata: MetricMetadata;
  storedMs: number;
}

/**
 * The descriptions of metric families that targets give: one for all who say the same, and what of them is stored.
 */
export class FamilyMetadata {
  private readonly known = new LRUCache<string, Description>({ max: MAX_DESCRIPTIONS });

  /** One object for equal descriptions. */
  intern(page: ReadonlyMap<string, MetricMetadata>): Description[] {
    return [...page.values()].map((metadata) => {
      const { family, type, help, unit } = metadata;
      const key = [family, type, help, unit].join(KEY_SEPARATOR);
      const known = this.known.get(key);
      if (known !== undefined) return known;
      const made = { metadata, storedMs: Number.NEGATIVE_INFINITY };
      this.known.set(key, made);
      return made;
    });
  }

  /** Those that are to be written now. */
  due(descriptions: readonly Description[], nowMs: number): Description[] {
    return descriptions.filter(({ storedMs }) => nowMs - storedMs >= REPEAT_MS);
  }

  /** They were written. */
  stored(descriptions: readonly Description[], nowMs: number): void {
    for (const description of descriptions) description.storedMs = nowMs;
  }
}
