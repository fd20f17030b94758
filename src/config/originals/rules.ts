import { parseBytes } from '../../lib/bytes.js';
import { parseDuration } from '../../lib/duration.js';
import { DELETION_MODES } from '../../model/loki-limits.js';
import { HISTOGRAM_FORMS } from '../../model/trace-metric-settings.js';
import type { Config, ConfigPatch } from '../config.js';
import { STREAM_RETENTION } from '../leaves.js';
import { TRANSLATION_STRATEGIES } from '../schema.js';
import { readStreamRetention } from '../stream-retention.js';
import {
  BUCKETS,
  DIMENSION_MAPPINGS,
  FILTER_POLICIES,
  readBuckets,
  readDimensionMappings,
  readFilterPolicies,
} from '../trace-metric-values.js';

/** What an acting setting may look at besides its own value. */
export interface FileContext {
  /** The whole file as plain data. */
  readonly file: unknown;
  readonly defaults: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What one setting of another system's file does here. */
export type Rule =
  /** Fills our configuration. `read` gives `undefined` where the value is not what the setting takes. */
  | {
      readonly kind: 'acts';
      readonly expected: string;
      readonly read: (value: unknown) => unknown;
      readonly fill: (value: never, context: FileContext) => ConfigPatch;
    }
  /** Has no use here: it, or all below it, concerns parts that this program does not have. */
  | { readonly kind: 'unneeded' }
  /** Known and accepted; nothing here acts on it yet. */
  | { readonly kind: 'waiting' }
  /** Read by a strict reader of its own (`src/config/prometheus/`, `src/config/alertmanager/`). */
  | { readonly kind: 'strict' }
  /** No longer exists in that system; `by` is the full path that does its work there now, if there is one. */
  | { readonly kind: 'gone'; readonly by?: string }
  /** A map whose keys are known. */
  | { readonly kind: 'section'; readonly table: SettingsTable }
  /** A list whose items all follow one rule. A function where the rule contains itself. */
  | { readonly kind: 'list'; readonly of: Rule | (() => Rule) };

/** Rules by key; `*` stands for each key that is not named. */
export type SettingsTable = Readonly<Record<string, Rule>>;

export const ANY_OTHER = '*';

export const unneeded: Rule = { kind: 'unneeded' };
export const waiting: Rule = { kind: 'waiting' };
export const strict: Rule = { kind: 'strict' };
export const gone: Rule = { kind: 'gone' };

/** Renamed: `path` is where the setting is now. */
export const goneTo = (path: string): Rule => ({ kind: 'gone', by: path });
export const section = (table: SettingsTable): Rule => ({ kind: 'section', table });
export const listOf = (of: Rule | (() => Rule)): Rule => ({ kind: 'list', of });

/** The words of `names` (separated by white space), each with `rule`. */
export function each(rule: Rule, names: string): SettingsTable {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );
}

/** Kinds of value that the originals' settings take. */
const KINDS = {
  boolean: {
    expected: 'true or false',
    read: (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined),
  },
  text: {
    expected: 'text',
    read: (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined),
  },
  number: {
    expected: 'a number that is not negative',
    read: (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 ? value : undefined),
  },
  /** Milliseconds. */
  duration: {
    expected: 'a duration such as 30s or 7d',
    read: (value: unknown): number | undefined => {
      const ms = value === 0 ? 0 : typeof value === 'string' ? parseDuration(value) : undefined;
      return ms !== undefined && ms >= 0 ? ms : undefined;
    },
  },
  /** Bytes. */
  bytes: {
    expected: 'a size such as 256KB',
    read: (value: unknown): number | undefined =>
      typeof value === 'string' ? parseBytes(value) : typeof value === 'number' && value >= 0 ? value : undefined,
  },
  /** A YAML list, or texts separated by commas. */
  texts: {
    expected: 'a list of texts',
    read: (value: unknown): readonly string[] | undefined => {
      if (typeof value === 'string') return value.split(',').filter((item) => item !== '');
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? (value as string[]) : undefined;
    },
  },
  /** A number, or one below zero. */
  rate: {
    expected: 'a number',
    read: (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined),
  },
  /** A map of numbers, as `name=20` each. */
  counts: {
    expected: 'a map of numbers',
    read: (value: unknown): readonly string[] | undefined => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const pairs = Object.entries(value);
      return pairs.every(([, count]) => typeof count === 'number')
        ? pairs.map(([name, count]) => `${name}=${count}`)
        : undefined;
    },
  },
  /** A map of texts, as `name=value` each. */
  labels: {
    expected: 'a map of labels',
    read: (value: unknown): readonly string[] | undefined => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const pairs = Object.entries(value);
      const isLabel = ([name, text]: [string, unknown]) => !/^$|=/.test(name) && typeof text === 'string';
      return pairs.every(isLabel) ? pairs.map(([name, text]) => `${name}=${text}`) : undefined;
    },
  },
  translationStrategy: {
    expected: `one of ${TRANSLATION_STRATEGIES.join(', ')}`,
    read: (value: unknown) => TRANSLATION_STRATEGIES.find((strategy) => strategy === value),
  },
  streamRetention: { expected: STREAM_RETENTION, read: readStreamRetention },
  deletionMode: {
    expected: `one of ${DELETION_MODES.join(', ')}`,
    read: (value: unknown) => DELETION_MODES.find((mode) => mode === value),
  },
  buckets: { expected: BUCKETS, read: readBuckets },
  filterPolicies: { expected: FILTER_POLICIES, read: readFilterPolicies },
  dimensionMappings: { expected: DIMENSION_MAPPINGS, read: readDimensionMappings },
  histogramForm: {
    expected: `one of ${HISTOGRAM_FORMS.join(', ')}`,
    read: (value: unknown) => HISTOGRAM_FORMS.find((form) => form === value),
  },
  anything: { expected: 'a value', read: (value: unknown): unknown => value },
} as const;

type KindValue<K extends keyof typeof KINDS> = Exclude<ReturnType<(typeof KINDS)[K]['read']>, undefined>;

/** A setting that fills our configuration. */
export function acts<K extends keyof typeof KINDS>(
  kind: K,
  fill: (value: KindValue<K>, context: FileContext) => ConfigPatch,
): Rule {
  return { kind: 'acts', ...KINDS[kind], fill: fill as (value: never, context: FileContext) => ConfigPatch };
}

/** Limits of the originals where 0 switches the limit off. */
export const orUnlimited = (limit: number): number => (limit === 0 ? Number.POSITIVE_INFINITY : limit);
