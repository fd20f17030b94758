import { hex } from '../lib/hex.js';
import { Stretch } from '../lib/turns.js';
import { QuartetError } from '../model/errors.js';
import type { StoredSpan } from '../model/stored-span.js';
import type { SpansetFilter } from './ast.js';
import { compilePredicate } from './eval/expression.js';
import { touchedFields } from './eval/touched-fields.js';
import { loneSpan, ResourceCache } from './eval/trace.js';
import { parse } from './parser.js';
import { isOfTrace } from './plan.js';

/** Which spans of one trace are wanted. Depths are levels of the tree, -1 all of them. */
export interface TraceFilter {
  readonly spans: SpansetFilter;
  /** Levels that are kept below a span that matches. */
  readonly matchDepth: number;
  /** Levels that are kept above one. */
  readonly ancestorDepth: number;
}

/**
 * A query that is one selector of conditions on single spans. Throws `invalid_argument`: `invalid TraceQL filter: …`.
 * https://grafana.com/docs/tempo/latest/api_docs/#query-v2
 */
export function parseTraceFilter(query: string): SpansetFilter {
  const { root } = parsed(query);
  if (root.kind !== 'pipeline') throw refused('only a single TraceQL filter is supported: got a metrics query');
  const [filter] = root.stages;
  if (filter?.kind !== 'filter' || root.stages.length > 1) {
    throw refused('only a single TraceQL filter is supported: got a structural or aggregate query');
  }
  for (const { field } of touchedFields(root)) {
    if (field.kind === 'intrinsic' && isOfTrace(field)) {
      throw refused(`intrinsic is not supported by this filter: ${JSON.stringify(field.text)}`);
    }
  }
  return filter;
}

function parsed(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof QuartetError)) throw error;
    throw refused(`failed to parse TraceQL spanset filter: ${error.message}`);
  }
}

const refused = (reason: string) => new QuartetError('invalid_argument', `invalid TraceQL filter: ${reason}`);

/** The spans of a trace that a filter keeps, in their order. Others get their turn while a long one is filtered. */
export async function filterTrace(spans: readonly StoredSpan[], filter: TraceFilter): Promise<readonly StoredSpan[]> {
  const stretch = new Stretch();
  const holds = compilePredicate(filter.spans.expression);
  const resources = new ResourceCache();
  const matched: StoredSpan[] = [];
  for (const span of spans) {
    if (holds(loneSpan(span, resources))) matched.push(span);
    if (stretch.isOver) await stretch.rest();
  }
  if (filter.ancestorDepth === 0 && filter.matchDepth === 0) return matched;
  const tree = await SpanTree.of(spans, stretch);
  const kept = new Set(matched);
  walk(matched, kept, filter.ancestorDepth, (span) => tree.parents(span));
  walk(matched, kept, filter.matchDepth, (span) => tree.children(span));
  return spans.filter((span) => kept.has(span));
}

/** Adds what is reached from `from` in at most `depth` steps, level by level. */
function walk(
  from: readonly StoredSpan[],
  kept: Set<StoredSpan>,
  depth: number,
  next: (span: StoredSpan) => readonly StoredSpan[],
): void {
  const seen = new Set(from);
  let level = from;
  for (let step = 0; step !== depth && level.length > 0; step++) {
    level = level.flatMap(next).filter((span) => !seen.has(span) && seen.add(span));
    for (const span of level) kept.add(span);
  }
}

/** Spans by their ids, of which several may share one. */
class SpanTree {
  private readonly byId = new Map<string, StoredSpan[]>();
  private readonly byParent = new Map<string, StoredSpan[]>();

  static async of(spans: readonly StoredSpan[], stretch: Stretch): Promise<SpanTree> {
    const tree = new SpanTree();
    for (const span of spans) {
      put(tree.byId, hex(span.spanId), span);
      put(tree.byParent, hex(span.parentId), span);
      if (stretch.isOver) await stretch.rest();
    }
    return tree;
  }

  parents({ parentId }: StoredSpan): readonly StoredSpan[] {
    return this.byId.get(hex(parentId)) ?? [];
  }

  children({ spanId }: StoredSpan): readonly StoredSpan[] {
    return this.byParent.get(hex(spanId)) ?? [];
  }
}

function put(groups: Map<string, StoredSpan[]>, id: string, span: StoredSpan): void {
  const group = groups.get(id);
  if (group === undefined) groups.set(id, [span]);
  else group.push(span);
}
