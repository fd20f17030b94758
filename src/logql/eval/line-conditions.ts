import { isPortableRegex, isPortableText } from '../../lib/portable-pattern.js';
import { regexLiterals } from '../../lib/regex-literals.js';
import type { LineCondition } from '../../storage/interface.js';
import type { LineFilter, Stage } from '../ast.js';

/** Stages behind which the line is another. */
const CHANGES_LINE: ReadonlySet<Stage['kind']> = new Set(['line-format', 'unpack', 'decolorize']);

/** More alternatives than this would make the store's query long, and so would more filters. */
const MAX_ALTERNATIVES = 50;
const MAX_CONDITIONS = 50;

/**
 * The line filters that the store may judge, since no stage before them changes the line and what they look for is to
 * ClickHouse exactly what it is here. The pipeline may judge them again.
 */
export function lineConditions(stages: readonly Stage[]): LineCondition[] {
  const end = stages.findIndex(({ kind }) => CHANGES_LINE.has(kind));
  return stages
    .slice(0, end < 0 ? undefined : end)
    .filter((stage) => stage.kind === 'line-filter')
    .map(lineCondition)
    .filter((condition) => condition !== undefined)
    .slice(0, MAX_CONDITIONS);
}

function lineCondition({ op, alternatives }: LineFilter): LineCondition | undefined {
  const texts = alternatives.map(({ value }) => value);
  if (alternatives.some(({ isIp }) => isIp) || texts.length > MAX_ALTERNATIVES || !texts.every(isPortableText))
    return undefined;
  const negated = op.startsWith('!');
  if (op === '|=' || op === '!=') return { negated, kind: 'contains', alternatives: texts };
  if (op === '|>' || op === '!>' || !texts.every(isPortableRegex)) return undefined;
  const literals = texts.map(regexLiterals);
  return literals.every((found) => found !== undefined && !found.ignoresCase)
    ? { negated, kind: 'contains', alternatives: literals.flatMap((found) => found?.texts ?? []) }
    : { negated, kind: 'matches', alternatives: texts };
}
