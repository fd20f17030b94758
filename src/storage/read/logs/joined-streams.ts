import { filteredLabels } from '../../../model/filtered-labels.js';
import { labelsFrom } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { ExtractedFilter, LogAggregation, QueryLimits } from '../../interface.js';
import { MapColumn } from '../../native/block-reader-columns.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { Condition } from '../labels/matchers.js';
import { ALWAYS, type ChosenStreams, type StreamGroups } from './chosen-streams.js';
import type { StreamSets } from './stream-sets.js';
import { boundLabels } from './stream-shapes.js';

/** Values of labels of streams that are judged one by one. */
const MAX_JUDGED = 20_000;

/**
 * Streams that are too many to be named: a query joins them, groups by what it is asked for of their labels, and none of
 * them is read by itself. Undefined where a filter cannot be decided by the values of labels that all of them have.
 */
export async function joinedStreams(
  streams: StreamSets,
  tenant: Tenant,
  aggregation: LogAggregation,
  days: DayRange,
  limits: QueryLimits,
): Promise<ChosenStreams | undefined> {
  const { matchers, parser, by, streamFilters, filters, judgeStream } = aggregation;
  const all = [...streamFilters, ...filters];
  const looked = new Set([...(by === 'all' ? [] : by), ...all.flatMap(filteredLabels)]);
  const { names, common } = await streams.shape(tenant, matchers, days, [...looked], limits);
  const unwrapped = typeof aggregation.value === 'object';
  const chosen = parser === undefined && looked.size === 0 && !unwrapped ? [] : [shapeCondition(names, common)];
  const left: ExtractedFilter[] = [];
  for (const filter of all) {
    const filtered = [...new Set(filteredLabels(filter))];
    if (filtered.every((name) => common.has(name))) {
      const found = await streams.combinations(tenant, matchers, days, filtered, MAX_JUDGED, limits);
      const passed = found && judged(filter, filtered, found, judgeStream);
      if (passed === undefined) return undefined;
      if (passed.length < found!.length) chosen.push(valuesCondition(`judged${chosen.length}`, filtered, passed));
      continue;
    }
    const isOfEntries = !filtered.some((name) => names.has(name));
    if (!isOfEntries || (parser !== undefined && streamFilters.includes(filter))) return undefined;
    left.push(filter);
  }
  return {
    ...streamsBy(by === 'all' ? by : by.filter((name) => names.has(name)), (columns) =>
      streams.sets.join(tenant, matchers, days, { columns, also: chosen }),
    ),
    names,
    haveAll: (name) => common.has(name),
    filters: left,
  };
}

/** Streams of which a query is joined to the label sets, by some of their labels. `join`: as `LabelSets.join`. */
export function streamsBy(by: LogAggregation['by'], join: (columns: readonly string[]) => Condition): StreamGroups {
  const { joined, ...groups } = by === 'all' ? WHOLE : labelColumns(by);
  return { ...groups, join: join(joined), where: ALWAYS };
}

/** A stream that comes meanwhile may have labels that change what was said of all: it is not counted. */
const shapeCondition = (names: ReadonlySet<string>, common: ReadonlySet<string>): Condition => ({
  sql: 'hasAll({knownNames:Array(String)}, mapKeys(labels)) AND hasAll(mapKeys(labels), {commonNames:Array(String)})',
  params: { knownNames: [...names], commonNames: [...common] },
});

/** Those of the values that a filter lets pass; undefined where it fails on one. */
function judged(
  filter: ExtractedFilter,
  names: readonly string[],
  values: readonly (readonly string[])[],
  judge: LogAggregation['judgeStream'],
): (readonly string[])[] | undefined {
  const verdicts = values.map((some) => judge(filter, labelsFrom(names.map((name, i) => [name, some[i]!]))));
  return verdicts.includes(undefined) ? undefined : values.filter((_, i) => verdicts[i]);
}

/** That labels have one of these values together. `prefix` keeps what is bound apart from that of others. */
function valuesCondition(prefix: string, names: readonly string[], values: readonly (readonly string[])[]): Condition {
  const lists = names.map((_, i) => `{${prefix}Values${i}:Array(String)}`);
  const labels = boundLabels(`${prefix}Name`, names);
  return {
    sql: `(${labels.columns.join(', ')}) IN ${lists.length === 1 ? lists[0] : `(arrayZip(${lists.join(', ')}))`}`,
    params: {
      ...labels.params,
      ...Object.fromEntries(names.map((_, i) => [`${prefix}Values${i}`, values.map((some) => some[i]!)])),
    },
  };
}

type StreamColumns = Pick<StreamGroups, 'columns' | 'labelsIn' | 'params'> & { readonly joined: readonly string[] };

/** Each stream by itself. */
const WHOLE: StreamColumns = {
  joined: ['labels AS labels_of_stream'],
  params: {},
  columns: new Map([['stream', 'labels_of_stream']]),
  labelsIn(block) {
    const labels = block.as('stream', MapColumn);
    return (row) => {
      const pairs: [string, string][] = [];
      for (let i = labels.start(row); i < labels.end(row); i++)
        pairs.push([labels.keys.text(i), labels.values.text(i)]);
      return labelsFrom(pairs);
    };
  },
};

/** Streams by some of their labels. */
function labelColumns(names: readonly string[]): StreamColumns {
  const labels = boundLabels('streamLabel', names);
  return {
    joined: labels.columns.map((label, i) => `${label} AS label_of_stream${i}`),
    params: labels.params,
    columns: new Map(names.map((_, i) => [`stream${i}`, `label_of_stream${i}`])),
    labelsIn(block) {
      const values = names.map((_, i) => block.column(`stream${i}`));
      return (row) => labelsFrom(names.map((name, i) => [name, values[i]!.text(row)]));
    },
  };
}
