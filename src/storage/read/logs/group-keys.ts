import type { LogAggregation } from '../../interface.js';
import type { Condition } from '../labels/matchers.js';
import { ALWAYS, type ChosenStreams } from './chosen-streams.js';
import { type CompiledExtraction, compileExtraction, type GroupedExtraction } from './line-extraction/compile.js';

/** How the entries of a stream are told apart in SQL. */
export interface GroupKeys {
  /** Where the labels are exactly those that a parser gives. */
  readonly plain: Condition;
  /** Of plain entries. */
  readonly where: Condition;
  /** The number of an unwrapped label. */
  readonly number: string;
  /** How entries are told apart by labels. */
  readonly grouped: GroupedExtraction;
  /** All structured metadata beside. */
  readonly hasMetadata: boolean;
}

const BARE: Pick<CompiledExtraction, 'plain' | 'where' | 'number' | 'grouped'> = {
  plain: ALWAYS,
  where: ALWAYS,
  number: '0.',
  grouped: { plain: ALWAYS, texts: [], textsPlain: '1', labels: new Map() },
};

/** Undefined where SQL cannot say it for these streams. */
export function groupKeys(
  { parser, by, value, lines }: LogAggregation,
  { names, filters, haveAll }: Pick<ChosenStreams, 'names' | 'filters' | 'haveAll'>,
): GroupKeys | undefined {
  const wanted = by === 'all' ? [] : by.filter((name) => !haveAll(name));
  // What a parser finds under the name of a label that some streams have is called otherwise in those.
  if (parser !== undefined && wanted.some((name) => names.has(name))) return undefined;
  const unwrapped = typeof value === 'object' ? value : undefined;
  if (unwrapped !== undefined && names.has(unwrapped.label)) return undefined;
  const isBare = parser === undefined && wanted.length === 0 && filters.length === 0 && unwrapped === undefined;
  const extracted = isBare
    ? BARE
    : compileExtraction({ parser, wanted, filters, unwrapped }, parser === undefined ? new Set() : names);
  if (extracted === undefined) return undefined;
  // Bytes that are no UTF-8 are read as U+FFFD, which is longer, and which a pattern may match.
  const readsText = value === 'bytes' || lines.some(({ kind }) => kind === 'matches');
  const valid = ({ sql, params }: Condition): Condition =>
    readsText ? { sql: sql === '1' ? 'isValidUTF8(line)' : `isValidUTF8(line) * ${sql}`, params } : { sql, params };
  const { where, number, grouped } = extracted;
  return {
    plain: valid(extracted.plain),
    where,
    number,
    grouped: { ...grouped, plain: valid(grouped.plain) },
    hasMetadata: by === 'all',
  };
}
