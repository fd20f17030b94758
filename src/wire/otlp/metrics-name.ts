import { type MetricsOptions, TRANSLATION_STRATEGIES } from './metrics-options.js';
import { cleaned, unitWords } from './metrics-unit.js';

/** The kinds of OTLP metrics that a name tells apart. */
export type NameKind = 'counter' | 'gauge' | 'other';

/**
 * The Prometheus name of an OTLP metric; `undefined` when nothing is left of it.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#otlp-metric-points-to-prometheus
 */
export function metricName(name: string, unit: string, kind: NameKind, options: MetricsOptions): string | undefined {
  const { escapes, suffixes } = TRANSLATION_STRATEGIES[options.translationStrategy];
  if (!escapes) return (suffixes ? suffixed(name, unit, kind) : name) || undefined;
  const made = suffixes ? normalized(name, unit, kind) : escaped(name);
  const prefixed = /^\d/.test(made) ? `_${made}` : made;
  if (prefixed === '' || (prefixed !== name && /^_*$/.test(prefixed))) return undefined;
  return prefixed;
}

const isRatio = (unit: string, kind: NameKind): boolean => unit === '1' && kind === 'gauge';

function normalized(name: string, unit: string, kind: NameKind): string {
  const unitParts = unitWords(unit);
  const per = cleaned(unitParts.per).replace(/_$/, '');
  const main = per === '' ? cleaned(unitParts.main) : cleaned(unitParts.main).replace(/_$/, '');
  let words = name.split(/[^a-zA-Z0-9:]+/).filter((word) => word !== '');
  for (const word of [main, per]) if (word !== '' && word !== 'per' && !words.includes(word)) words.push(word);
  if (kind === 'counter') words = [...words.filter((word) => word !== 'total'), 'total'];
  if (isRatio(unit, kind)) words = [...words.filter((word) => word !== 'ratio'), 'ratio'];
  return words.join('_');
}

const escaped = (name: string): string =>
  name
    .split(/[^a-zA-Z0-9:_]+/)
    .filter((word) => word !== '')
    .join('_');

/** Units and types appended to a name that otherwise stays as it is; what already ends so is not repeated. */
function suffixed(name: string, unit: string, kind: NameKind): string {
  const { main, per } = unitWords(unit);
  const outer = [per, kind === 'counter' ? 'total' : '', isRatio(unit, kind) ? 'ratio' : ''].filter(
    (word) => word !== '',
  );
  let stem = name;
  for (const word of outer.toReversed())
    if (stem.length > word.length + 1 && stem.endsWith(word)) stem = stem.slice(0, -word.length - 1);
  if (main !== '' && !stem.endsWith(main)) stem = `${stem}_${main}`;
  return [stem, ...outer].join('_');
}

/**
 * The Prometheus name of an attribute; `undefined` when nothing but underscores would be left.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-attributes
 */
export function labelName(key: string, options: MetricsOptions): string | undefined {
  if (/^_*$/.test(key)) return undefined;
  if (!TRANSLATION_STRATEGIES[options.translationStrategy].escapes) return key;
  const invalid = options.labelNamePreserveMultipleUnderscores ? /[^a-zA-Z0-9_]/gu : /[^a-zA-Z0-9]+/g;
  const made = key.replace(invalid, '_');
  if (/^_*$/.test(made)) return undefined;
  if (/^\d/.test(made)) return `key_${made}`;
  return options.labelNameUnderscoreSanitization && /^_(?!_)/.test(made) ? `key${made}` : made;
}
