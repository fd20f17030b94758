import { LRUCache } from 'lru-cache';

/** Verdicts that are remembered, over all conditions; some 50 bytes each. */
const MAX_VERDICTS = 200_000;

/** Whether resources meet a condition, by their ids. */
export type Verdicts = ReadonlyMap<bigint, boolean>;

/**
 * Conditions on resources that were judged lately. Ids are hashes of what is judged, so what was true stays true; which
 * resources there are has to be asked each time.
 */
export class ResourceVerdicts {
  private readonly known = new LRUCache<string, Verdicts>({
    maxSize: MAX_VERDICTS,
    sizeCalculation: ({ size }) => size + 1,
  });

  /** Undefined where one of the resources was not judged. `condition`: all that makes it this condition. */
  of(condition: string, ids: readonly bigint[]): bigint[] | undefined {
    const verdicts = this.known.get(condition);
    if (verdicts === undefined || !ids.every((id) => verdicts.has(id))) return undefined;
    return ids.filter((id) => verdicts.get(id));
  }

  /** Whether it is worth asking `of`. */
  has(condition: string): boolean {
    return this.known.has(condition);
  }

  /** `met`: those of the judged that meet the condition, and perhaps more. */
  note(condition: string, judged: readonly bigint[], met: readonly bigint[]): void {
    const verdicts = new Map(judged.map((id) => [id, false]));
    for (const id of met) verdicts.set(id, true);
    this.known.set(condition, verdicts);
  }
}
