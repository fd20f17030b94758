import { z } from 'zod';
import { parseBytes } from '../lib/bytes.js';
import { parseDuration } from '../lib/duration.js';
import { COUNT_OF_NAME } from '../model/counts-by-name.js';
import { readStreamRetention } from './stream-retention.js';
import {
  BUCKETS,
  DIMENSION_MAPPINGS,
  FILTER_POLICIES,
  readBuckets,
  readDimensionMappings,
  readFilterPolicies,
} from './trace-metric-values.js';

/** What a setting carries besides its type: read by the flags, the environment, the file reader and the documentation. */
export interface LeafMeta {
  /** One line for `--help` and `docs/configuration.md`. */
  readonly description: string;
  /** What stands after the flag in `--help`; a boolean has none. */
  readonly argument?: string;
  /** The flag, where it is not the key path in kebab-case. */
  readonly flag?: string;
  /** Relative paths in a file are relative to that file. */
  readonly isPath?: boolean;
  /** Never printed. */
  readonly isSecret?: boolean;
  /** May be given more than once; a flag or variable also splits at commas. */
  readonly isList?: boolean;
}

const described = <T extends z.ZodType>(schema: T, meta: LeafMeta): T => schema.meta({ ...meta });

/** Flags and variables are text, files have typed values: both are accepted wherever they mean the same. */
function parsed<T>(argument: string, expected: string, parse: (value: unknown) => T | undefined) {
  return (description: string, more: Partial<LeafMeta> = {}) =>
    described(
      z.unknown().transform((value, context): T => {
        const result = parse(value);
        if (result !== undefined) return result;
        context.addIssue({ code: 'custom', message: expected });
        return z.NEVER;
      }),
      { description, argument, ...more },
    );
}

const isUnlimited = (value: unknown) => typeof value === 'string' && value.toLowerCase() === 'unlimited';

const asNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
};

const atLeast = (least: number, value: number | undefined) =>
  value !== undefined && value >= least ? value : undefined;

export const text = parsed('TEXT', 'text', (value) => (typeof value === 'string' && value !== '' ? value : undefined));

export const flag = (description: string, more: Partial<LeafMeta> = {}) =>
  described(
    z.unknown().transform((value, context): boolean => {
      const word = typeof value === 'string' ? value.toLowerCase() : value;
      if (word === true || word === 'true') return true;
      if (word === false || word === 'false') return false;
      context.addIssue({ code: 'custom', message: 'true or false' });
      return z.NEVER;
    }),
    { description, ...more },
  );

const asDuration = (value: unknown): number | undefined => {
  if (value === 0) return 0;
  return atLeast(0, typeof value === 'string' ? parseDuration(value) : undefined);
};

/** Milliseconds, not negative. */
export const duration = parsed('DURATION', 'a duration such as 500ms, 90s, 12h or 7d', asDuration);

/** Milliseconds, `Infinity` where there is no limit. */
export const durationOrUnlimited = parsed('DURATION', 'a duration such as 12h or 7d, or unlimited', (value) =>
  isUnlimited(value) ? Number.POSITIVE_INFINITY : asDuration(value),
);

/** Milliseconds after which data goes, `Infinity` for never; 0 too means never, as it does in the originals. */
export const retentionAge = parsed('DURATION', 'a duration such as 12h or 7d, or unlimited', (value) =>
  isUnlimited(value) || asDuration(value) === 0 ? Number.POSITIVE_INFINITY : asDuration(value),
);

const asBytes = (value: unknown) =>
  typeof value === 'string' ? parseBytes(value) : Number.isSafeInteger(value) ? (value as number) : undefined;

/** Bytes, not negative. */
export const bytes = parsed('SIZE', 'a size such as 512MiB or 1GiB', (value) => atLeast(0, asBytes(value)));

/** Bytes, `Infinity` where there is no limit. */
export const bytesOrUnlimited = parsed('SIZE', 'a size such as 512MiB or 1GiB, or unlimited', (value) =>
  isUnlimited(value) ? Number.POSITIVE_INFINITY : atLeast(0, asBytes(value)),
);

/** A number, `Infinity` where there is no limit. */
export const countOrUnlimited = parsed('N', 'a number that is not negative, or unlimited', (value) =>
  isUnlimited(value) ? Number.POSITIVE_INFINITY : atLeast(0, asNumber(value)),
);

/** A number, negative ones too, `Infinity` where there is no limit. */
export const rateOrUnlimited = parsed('N', 'a number, or unlimited', (value) =>
  isUnlimited(value) ? Number.POSITIVE_INFINITY : asNumber(value),
);

export const portOffset = parsed('N', 'a whole number between -65535 and 65535', (value) => {
  const number = asNumber(value);
  return Number.isSafeInteger(number) && Math.abs(number!) <= 65535 ? number : undefined;
});

export const STREAM_RETENTION = 'a list of {selector, priority, period}';

/** A TCP port, 0 for one that the system chooses, or `off`. */
export const port = parsed(
  'PORT',
  'a port between 0 and 65535 (0 takes a free one), or off',
  (value): number | 'off' | undefined => {
    if (value === false || value === 'off') return 'off';
    const number = asNumber(value);
    return Number.isInteger(number) && number! >= 0 && number! <= 65535 ? number : undefined;
  },
);

export const list = (description: string, more: Partial<LeafMeta> = {}) =>
  described(
    z.unknown().transform((value, context): readonly string[] => {
      if (typeof value === 'string')
        return value
          .split(',')
          .map((item) => item.trim())
          .filter((item) => item !== '');
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value as string[];
      context.addIssue({ code: 'custom', message: 'a list of texts' });
      return z.NEVER;
    }),
    { description, argument: 'A,B', isList: true, ...more },
  );

/** Files; each relative to where the list stands. */
export const paths = (description: string) => list(description, { argument: 'PATH,PATH', isPath: true });

const LABEL = /^[^=]+=/;

/** Labels, each `name=value`. */
export const labelList = (description: string) =>
  described(
    z.unknown().transform((value, context): readonly string[] => {
      const items = typeof value === 'string' ? value.split(',').filter((item) => item !== '') : value;
      if (Array.isArray(items) && items.every((item) => typeof item === 'string' && LABEL.test(item))) return items;
      context.addIssue({ code: 'custom', message: 'a list of labels such as region=eu' });
      return z.NEVER;
    }),
    { description, argument: 'NAME=VALUE,…', isList: true },
  );

/** Numbers by name, each `name=20`. */
export const countsByName = (description: string) =>
  described(
    z.unknown().transform((value, context): readonly string[] => {
      const items = typeof value === 'string' ? value.split(',').filter((item) => item !== '') : value;
      if (Array.isArray(items) && items.every((item) => typeof item === 'string' && COUNT_OF_NAME.test(item)))
        return items;
      context.addIssue({ code: 'custom', message: 'a list of numbers by name such as email=2' });
      return z.NEVER;
    }),
    { description, argument: 'NAME=N,…', isList: true },
  );

export const oneOf = <const T extends string>(argument: string, values: readonly T[]) =>
  parsed(argument, `one of ${values.join(', ')}`, (value) => values.find((allowed) => allowed === value));

/** Several of some words. */
export const someOf = <const T extends string>(values: readonly T[]) =>
  parsed('A,B', `a list of ${values.join(', ')}`, (value): readonly T[] | undefined => {
    const items = typeof value === 'string' ? value.split(',').filter((item) => item !== '') : value;
    const isGood = Array.isArray(items) && items.every((item) => values.includes(item));
    return isGood ? (items as T[]) : undefined;
  });

/** Bounds of a histogram's buckets, seconds. */
export const buckets = parsed('N,N', BUCKETS, readBuckets);

/** Conditions on spans; a flag or variable takes JSON. */
export const filterPolicies = parsed('JSON', FILTER_POLICIES, readFilterPolicies);

/** Labels of several attributes; a flag or variable takes JSON. */
export const dimensionMappings = parsed('JSON', DIMENSION_MAPPINGS, readDimensionMappings);

/** Periods by selectors of streams; a flag or variable takes JSON. */
export const streamRetention = parsed('JSON', STREAM_RETENTION, readStreamRetention);

export const path = (description: string, more: Partial<LeafMeta> = {}) =>
  text(description, { argument: 'PATH', isPath: true, ...more });

export const url = parsed('URL', 'an http:// or https:// URL', (value) => {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  return /^https?:$/.test(new URL(value).protocol) ? value : undefined;
});
