/** UCUM units that have a name of their own in Prometheus. https://prometheus.io/docs/practices/naming/#base-units */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  // Prometheus spells it so.
  ['TiBy', 'tibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['TBy', 'terabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', ''],
  ['%', 'percent'],
]);

/** What stands after `per`. */
const PER_UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
]);

export interface UnitWords {
  /** `bytes` of `By/s`. */
  readonly main: string;
  /** `per_second` of `By/s`. */
  readonly per: string;
}

/**
 * The words of a unit. What is in braces is an annotation and says nothing.
 * https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#metric-metadata-1
 */
export function unitWords(unit: string): UnitWords {
  const slash = unit.indexOf('/');
  const main = translated((slash < 0 ? unit : unit.slice(0, slash)).trim(), UNITS);
  const per = slash < 0 ? '' : translated(unit.slice(slash + 1).trim(), PER_UNITS);
  return { main, per: per === '' ? '' : `per_${per}` };
}

/** The unit's words in a row, as metadata shows them. */
export function unitName(unit: string): string {
  const { main, per } = unitWords(unit);
  return [cleaned(main), cleaned(per)].filter((word) => word !== '').join('_');
}

const translated = (unit: string, words: ReadonlyMap<string, string>): string =>
  unit.includes('{') || unit.includes('}') ? '' : (words.get(unit) ?? unit);

/** A unit's word with everything but letters, digits and `:` as single underscores, none at its front. */
export function cleaned(word: string): string {
  return word.replace(/[^a-zA-Z0-9:]+/g, '_').replace(/^_/, '');
}
