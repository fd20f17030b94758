import { type Labels, labelsToObject } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { LogVolumes, QueryLimits, StreamVolume, TimeRangeNs } from '../../../storage/interface.js';

const MOST_LABELS = 50;
const MOST_STREAMS = 50;

/** The labels with most values and the largest streams of a range. Bytes: of lines with their structured metadata. */
export async function logStreamCardinality(
  logVolumes: LogVolumes,
  tenant: Tenant,
  range: TimeRangeNs,
  limits: QueryLimits,
) {
  const volumes = await logVolumes.volumes(tenant, [], range, 'whole', 'all', limits);
  const labels = labelFigures(volumes);
  return {
    streamCount: volumes.length,
    entries: sum(volumes, ({ entries }) => entries),
    bytes: sum(volumes, bytesOf),
    labelCount: labels.length,
    labels: labels.slice(0, MOST_LABELS),
    streams: [...volumes]
      .sort((a, b) => bytesOf(b) - bytesOf(a))
      .slice(0, MOST_STREAMS)
      .map((volume) => ({
        labels: labelsToObject(volume.labels),
        entries: volume.entries,
        bytes: bytesOf(volume),
      })),
  };
}

const bytesOf = ({ bytes, metadataBytes }: StreamVolume): number => bytes + metadataBytes;

const sum = (volumes: readonly StreamVolume[], of: (volume: StreamVolume) => number): number =>
  volumes.reduce((total, volume) => total + of(volume), 0);

/** Of each label how many values it has, and how much there is in streams that have it; most values first. */
function labelFigures(volumes: readonly StreamVolume[]) {
  const found = new Map<string, { values: Set<string>; streams: number; bytes: number }>();
  for (const volume of volumes) {
    for (const [name, value] of pairsOf(volume.labels)) {
      const figures = found.get(name) ?? { values: new Set(), streams: 0, bytes: 0 };
      found.set(name, figures);
      figures.values.add(value);
      figures.streams++;
      figures.bytes += bytesOf(volume);
    }
  }
  return [...found]
    .map(([name, { values, streams, bytes }]) => ({ name, valueCount: values.size, streams, bytes }))
    .sort((a, b) => b.valueCount - a.valueCount);
}

function* pairsOf(labels: Labels): Generator<[string, string]> {
  for (let i = 0; i < labels.length; i += 2) yield [labels[i]!, labels[i + 1]!];
}
