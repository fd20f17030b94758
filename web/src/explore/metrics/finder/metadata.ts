/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-metric-metadata */
export interface MetricMetadata {
  readonly type: string;
  readonly unit: string;
  readonly help: string;
}

export type Metadata = ReadonlyMap<string, MetricMetadata>;

/** A metric as one looks for it: a histogram is one, not its three series. */
export interface MetricFamily extends MetricMetadata {
  readonly name: string;
  /** Names of its series. */
  readonly series: readonly string[];
}

const SUFFIXES = ['_bucket', '_count', '_sum', '_total', '_created', '_info'];

/** The family that a series belongs to: exposition formats leave the ending out of what they say of a family. */
function familyOf(
  series: string,
  metadata: Metadata,
  names: ReadonlySet<string>,
): { name: string; about: MetricMetadata | undefined } {
  const own = metadata.get(series);
  if (own !== undefined) return { name: series, about: own };
  for (const suffix of SUFFIXES) {
    const name = series.endsWith(suffix) ? series.slice(0, -suffix.length) : undefined;
    const about = name === undefined ? undefined : metadata.get(name);
    if (about === undefined) continue;
    const isOne = suffix === '_total' || suffix === '_info';
    return { name: isOne ? series : name!, about };
  }
  // Nobody describes it, but only histograms have buckets.
  const base = series.replace(/_(bucket|count|sum)$/, '');
  return { name: base !== series && names.has(`${base}_bucket`) ? base : series, about: undefined };
}

/** Series by family, in the order of the names. What nobody describes has the type of its ending. */
export function familiesOf(names: readonly string[], metadata: Metadata): MetricFamily[] {
  const known = new Set(names);
  const families = new Map<string, { about: MetricMetadata | undefined; series: string[] }>();
  for (const series of names) {
    const { name, about } = familyOf(series, metadata, known);
    const family = families.get(name);
    if (family === undefined) families.set(name, { about, series: [series] });
    else family.series.push(series);
  }
  return [...families].map(([name, { about, series }]) => ({
    name,
    type: about?.type || typeByEnding(name, series),
    unit: about?.unit ?? '',
    help: about?.help ?? '',
    series,
  }));
}

function typeByEnding(name: string, series: readonly string[]): string {
  if (series.some((one) => one.endsWith('_bucket'))) return 'histogram';
  return /_(total|count|sum)$/.test(name) ? 'counter' : 'unknown';
}

/** Families of which name, help, unit or type has each word. */
export function matching(families: readonly MetricFamily[], typed: string, type: string): MetricFamily[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return families.filter((family) => {
    const text = `${family.name} ${family.help} ${family.unit}`.toLowerCase();
    return (type === '' || family.type === type) && words.every((word) => text.includes(word));
  });
}
