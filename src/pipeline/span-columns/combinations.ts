import type { DistinctValues } from './distinct-values.js';

/** Which values the rows of a batch have of several attributes at once, each distinct combination once. */
export interface Combinations {
  /** The combination of each row; undefined where all rows have none of the attributes. */
  readonly ids: Uint32Array | undefined;
  /** The values of a combination, in the order of the attributes. */
  texts(id: number): (string | undefined)[];
}

export function combinations(columns: readonly (DistinctValues | undefined)[]): Combinations {
  const present = columns.filter((column) => column !== undefined);
  const [first, ...others] = present;
  if (first === undefined) return { ids: undefined, texts: () => columns.map(() => undefined) };
  const ids = others.reduce((combined, column) => paired(combined, column), first.ids);
  const example = new Map<number, number>();
  for (let row = 0; row < ids.length; row++) if (!example.has(ids[row]!)) example.set(ids[row]!, row);
  return {
    ids,
    texts(id) {
      const row = example.get(id)!;
      return columns.map((column) => column?.text(column.ids[row]!));
    },
  };
}

function paired(combined: Uint32Array, { ids, size }: DistinctValues): Uint32Array {
  const known = new Map<number, number>();
  return combined.map((id, row) => {
    const pair = id * size + ids[row]!;
    let paired = known.get(pair);
    if (paired === undefined) {
      paired = known.size;
      known.set(pair, paired);
    }
    return paired;
  });
}
