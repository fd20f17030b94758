import type { LineCondition } from '../../storage/interface.js';
import type { Stage } from '../ast.js';
import { lineConditions } from '../eval/line-conditions.js';
import { stageOrder } from '../eval/stage-order.js';

/**
 * Whether a line can pass the filters of a query that look for texts, told by its bytes, so that a line without them never
 * becomes a string. The pipeline judges what passes again.
 */
export function lineSearch(stages: readonly Stage[]): (line: Buffer) => boolean {
  const searches = lineConditions(stageOrder(stages)).flatMap(search);
  return (line) => searches.every((passes) => passes(line));
}

function search({ kind, negated, alternatives }: LineCondition): ((line: Buffer) => boolean)[] {
  if (kind !== 'contains') return [];
  const texts = alternatives.map((text) => Buffer.from(text));
  return [(line) => texts.some((text) => line.includes(text)) !== negated];
}
