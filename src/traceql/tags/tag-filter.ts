import { QuartetError } from '../../model/errors.js';
import type { Query, SpansetFilter } from '../ast.js';
import { touchedFields } from '../eval/touched-fields.js';
import { parse } from '../parser.js';

/**
 * The spans whose tags are asked for; `undefined` for all of them. What is no single selector of scoped conditions filters
 * nothing, and of one that is not finished yet the conditions that are count: whoever types a query asks for tags meanwhile.
 * https://grafana.com/docs/tempo/latest/api_docs/#filtered-tag-values
 */
export function tagFilter(query: string): SpansetFilter | undefined {
  const filter = selector(query) ?? finishedConditions(query);
  if (filter === undefined) return undefined;
  const fields = touchedFields({ kind: 'pipeline', stages: [filter] });
  const isScoped = fields.every(({ field }) => field.kind === 'intrinsic' || field.scope !== 'any');
  return fields.length > 0 && isScoped ? filter : undefined;
}

function selector(query: string): SpansetFilter | undefined {
  const root = parsed(query)?.root;
  if (root?.kind !== 'pipeline' || root.stages.length !== 1) return undefined;
  const [stage] = root.stages;
  return stage?.kind === 'filter' ? stage : undefined;
}

function parsed(query: string): Query | undefined {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof QuartetError) return undefined;
    throw error;
  }
}

/** Texts, and what stands between the conditions. */
const PARTS = /"(?:[^"\\]|\\.)*"?|`[^`]*`?|&&|[^"`&]+|&/g;

/** The conditions joined by `&&` of which each can stand alone. */
function finishedConditions(query: string): SpansetFilter | undefined {
  const text = query.trim();
  if (!text.startsWith('{')) return undefined;
  const inside = text.slice(1, text.endsWith('}') ? -1 : undefined);
  const conditions = [''];
  for (const [part] of inside.matchAll(PARTS)) {
    if (part === '&&') conditions.push('');
    else conditions[conditions.length - 1] += part;
  }
  const finished = conditions.filter(
    (condition) => selector(`{${condition}}`) !== undefined && condition.trim() !== '',
  );
  return finished.length === 0 ? undefined : selector(`{${finished.join('&&')}}`);
}
