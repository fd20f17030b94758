import { labelValue, METRIC_NAME } from '../../../model/labels.js';
import { literal } from '../../sql/literal.js';
import type { LabelSet } from '../labels/label-sets.js';
import type { SelectedSeries } from './series-source.js';

/** Series that one query reads, and the condition that picks their rows: others may come along where that is cheaper. */
export interface SeriesChunk {
  readonly sets: readonly LabelSet[];
  /** SQL on the columns `name` and `id`, without parameters: binding them takes longer than many a read. */
  readonly condition: string;
}

/** As many ids are listed in a query: more make it long. */
const MAX_IDS = 20_000;

export interface ChunkSize {
  /** Series under a metric name that make up a chunk of the size wished for; asked anew before each chunk. */
  readonly seriesOf: (name: string) => number;
}

/**
 * Cuts a selection into chunks. Whole metric names are picked by their name, parts of one by a range of ids, and all other
 * selections by their ids.
 */
export function* seriesChunks(selected: SelectedSeries, { seriesOf }: ChunkSize): Generator<SeriesChunk> {
  const listed: LabelSet[] = [];
  const whole = new PendingChunk();
  for (const [name, sets] of byName(selected.sets)) {
    if (!selected.isWhole(name)) {
      listed.push(...sets);
    } else if (sets.length <= seriesOf(name)) {
      whole.add(name, sets, sets.length / seriesOf(name));
      if (whole.share >= 1) yield whole.take();
    } else {
      yield* partsOfName(name, sets, seriesOf);
    }
  }
  if (whole.sets.length > 0) yield whole.take();
  yield* listedChunks(listed, seriesOf);
}

/** Names that go into one chunk. */
class PendingChunk {
  sets: LabelSet[] = [];
  /** How much of a chunk it fills. */
  share = 0;
  private names: string[] = [];

  add(name: string, sets: readonly LabelSet[], share: number): void {
    this.names.push(name);
    for (const set of sets) this.sets.push(set);
    this.share += share;
  }

  take(): SeriesChunk {
    const chunk = { sets: this.sets, condition: ofNames(this.names) };
    this.sets = [];
    this.names = [];
    this.share = 0;
    return chunk;
  }
}

function* partsOfName(
  name: string,
  sets: readonly LabelSet[],
  seriesOf: ChunkSize['seriesOf'],
): Generator<SeriesChunk> {
  const sorted = [...sets].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < sorted.length; ) {
    const part = sorted.slice(at, at + seriesOf(name));
    at += part.length;
    const bounds = `id >= ${literal(part[0]!.id)} AND id <= ${literal(part.at(-1)!.id)}`;
    yield { sets: part, condition: `${ofNames([name])} AND ${bounds}` };
  }
}

function* listedChunks(sets: readonly LabelSet[], seriesOf: ChunkSize['seriesOf']): Generator<SeriesChunk> {
  for (let at = 0; at < sets.length; ) {
    const start = at;
    for (let share = 0; at < sets.length && share < 1 && at - start < MAX_IDS; at++) {
      share += 1 / seriesOf(nameOf(sets[at]!));
    }
    const part = sets.slice(start, at);
    yield { sets: part, condition: ofSeries(part) };
  }
}

/** A condition on the rows of certain series, at most `MAX_IDS`. */
export function ofSeries(sets: readonly LabelSet[]): string {
  const ids = sets.map(({ id }) => id);
  return `${ofNames([...byName(sets).keys()])} AND ${ids.length === 1 ? `id = ${literal(ids[0]!)}` : `id IN ${literal(ids)}`}`;
}

const ofNames = (names: readonly string[]): string =>
  names.length === 1 ? `name = ${literal(names[0]!)}` : `name IN ${literal(names)}`;

const nameOf = ({ labels }: LabelSet): string => labelValue(labels, METRIC_NAME);

export function byName(sets: readonly LabelSet[]): Map<string, LabelSet[]> {
  const found = new Map<string, LabelSet[]>();
  for (const set of sets) {
    const name = nameOf(set);
    const named = found.get(name);
    if (named === undefined) found.set(name, [set]);
    else named.push(set);
  }
  return found;
}
