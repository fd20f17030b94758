import { type Labels, labelsFrom } from '../../../model/labels.js';
import type { Exemplar, SeriesExemplars } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import { MapColumn, NumberColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { LabelSet } from '../labels/label-sets.js';
import { ofSeries } from './series-chunks.js';
import type { SeriesRows } from './series-rows.js';

/** Series of which one query asks. */
const SERIES_AT_ONCE = 10_000;

/** By the id of their series, each by what it consists of: what was sent twice is there once. */
export type ExemplarsById = Map<bigint, Map<string, Exemplar>>;

/** The exemplars of series; series without any are left out. What was sent twice is there once. */
export async function readExemplars(rows: SeriesRows, sets: readonly LabelSet[]): Promise<SeriesExemplars[]> {
  const found: SeriesExemplars[] = [];
  for (let at = 0; at < sets.length; at += SERIES_AT_ONCE) {
    const part = sets.slice(at, at + SERIES_AT_ONCE);
    const byId: ExemplarsById = new Map();
    for await (const block of rows.ordered('metric_exemplars', ofSeries(part), ['value', 'labels']))
      addExemplars(block, byId);
    for (const { id, labels } of part) {
      const exemplars = byId.get(id);
      if (exemplars !== undefined) found.push({ labels, exemplars: [...exemplars.values()] });
    }
  }
  return found;
}

/** Adds those of a block with `id`, `ms`, `value` and `labels`. */
export function addExemplars(block: Block, byId: ExemplarsById): void {
  const ids = block.as('id', WideColumn).values;
  const ms = block.as('ms', NumberColumn).values;
  const values = block.as('value', NumberColumn).values;
  const maps = block.as('labels', MapColumn);
  for (let row = 0; row < block.rows; row++) {
    let exemplars = byId.get(ids[row]!);
    if (exemplars === undefined) {
      exemplars = new Map();
      byId.set(ids[row]!, exemplars);
    }
    const exemplar = { labels: labelsOf(maps, row), value: values[row]!, ms: ms[row]! };
    exemplars.set(JSON.stringify([exemplar.ms, String(exemplar.value), exemplar.labels]), exemplar);
  }
}

function labelsOf(maps: MapColumn, row: number): Labels {
  const pairs: [string, string][] = [];
  for (let i = maps.start(row); i < maps.end(row); i++) pairs.push([maps.keys.text(i), maps.values.text(i)]);
  return labelsFrom(pairs);
}
