import {
  type DataTransformerInfo,
  standardTransformers,
  standardTransformersRegistry,
  type TransformerRegistryItem,
} from '@grafana/data';
import { configFromData } from './config-from-data';
import { extractFields } from './extract-fields';
import { heatmap } from './heatmap';
import { joinByLabels } from './join-by-labels';
import { partitionByValues } from './partition-by-values';
import { prepareTimeSeries } from './prepare-time-series';
import { regression } from './regression';
import { rowsToFields } from './rows-to-fields';
import { smoothing } from './smoothing';
import { timeSeriesTable } from './time-series-table';

const ALL: readonly DataTransformerInfo[] = [
  ...Object.values(standardTransformers),
  configFromData,
  extractFields,
  heatmap,
  joinByLabels,
  partitionByValues,
  prepareTimeSeries,
  regression,
  rowsToFields,
  smoothing,
  timeSeriesTable,
];

/** Names that older dashboards have for some. */
const FORMER_IDS: Readonly<Record<string, string[]>> = { joinByField: ['seriesToColumns'] };

/** What a list of transformations has no use for, though it must be there. */
const NOTHING = { editor: () => null, imageDark: '', imageLight: '' };

/** Fills the registry of transformations: those of @grafana/data, and those of Grafana's that stand outside of it. */
export function registerTransformers(): void {
  if (isRegistered) return;
  isRegistered = true;
  const byId = new Map(ALL.map((info) => [info.id, info]));
  standardTransformersRegistry.setInit(() =>
    [...byId.values()].map(
      (info): TransformerRegistryItem => ({
        ...NOTHING,
        id: info.id,
        name: info.name,
        aliasIds: FORMER_IDS[info.id] ?? [],
        ...(info.description !== undefined && { description: info.description }),
        transformation: () => Promise.resolve(info),
      }),
    ),
  );
}

let isRegistered = false;

/** They make ready what only a map shows. */
const OF_MAPS: ReadonlySet<string> = new Set(['fieldLookup', 'spatial']);

/** Why some of `ids` are not done: said in the panel rather than left out in silence. */
export const leftOutTransformers = (ids: readonly string[]): string[] =>
  [...new Set(ids)]
    .filter((id) => standardTransformersRegistry.getIfExists(id) === undefined)
    .map((id) => {
      const reason = OF_MAPS.has(id) ? 'is for maps, which are not drawn here: it' : 'is not known here and';
      return `the transformation "${id}" ${reason} was left out`;
    });
