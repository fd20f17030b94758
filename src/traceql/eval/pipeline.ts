import type { Static } from '../../model/static.js';
import type {
  PipelineStage,
  ScalarFilter,
  SpansetExpression,
  SpansetOperation,
  SpansetPipeline,
  StructuralOperator,
} from '../ast.js';
import { printExpression, printScalar } from '../print.js';
import { compares } from './compare-statics.js';
import { compileExpression, compilePredicate } from './expression.js';
import { groupKey } from './group-key.js';
import { compileScalar } from './scalar.js';
import type { Spanset } from './span.js';
import { inOrder, related, unrelated } from './structural.js';

/** What a stage makes of the spansets of one trace, in steps of some ms. None of those that it gives are empty. */
export type Stage = (spansets: readonly Spanset[]) => Generator<undefined, readonly Spanset[]>;

/** Spans of one step. */
const SPANS_AT_ONCE = 512;

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#combine-spansets */
export function compilePipeline({ stages }: SpansetPipeline): Stage {
  const compiled = stages.map(compileStage);
  return function* (spansets) {
    let passed = spansets;
    for (const stage of compiled) {
      if (passed.length === 0) return passed;
      passed = yield* stage(passed);
    }
    return passed;
  };
}

function compileStage(stage: PipelineStage): Stage {
  switch (stage.kind) {
    case 'filter':
    case 'operation':
    case 'pipeline':
      return compileSpansets(stage);
    case 'scalar-filter':
      return compileScalarFilter(stage);
    case 'group-by':
      return compileGroupBy(stage);
    case 'coalesce':
      return atOnce((spansets) => {
        const [first] = spansets;
        if (first === undefined) return [];
        return [{ trace: first.trace, spans: together(spansets), attributes: [] }];
      });
    case 'select':
      // What is selected shows in the answer only.
      return atOnce((spansets) => spansets);
  }
}

/** A stage that takes little time for each span. */
const atOnce = (stage: (spansets: readonly Spanset[]) => readonly Spanset[]): Stage =>
  // biome-ignore lint/correctness/useYield: all of it is one step.
  function* (spansets) {
    return stage(spansets);
  };

function compileSpansets(expression: SpansetExpression): Stage {
  if (expression.kind === 'pipeline') return compilePipeline(expression);
  if (expression.kind === 'operation') return compileOperation(expression);
  const holds = compilePredicate(expression.expression);
  return function* (spansets) {
    const kept: Spanset[] = [];
    for (const spanset of spansets) {
      const spans: Spanset['spans'][number][] = [];
      for (const [i, span] of spanset.spans.entries()) {
        if (holds(span)) spans.push(span);
        if ((i + 1) % SPANS_AT_ONCE === 0) yield;
      }
      if (spans.length > 0) kept.push({ ...spanset, spans });
    }
    return kept;
  };
}

function compileOperation({ op, left, right }: SpansetOperation): Stage {
  const [ofLeft, ofRight] = [compileSpansets(left), compileSpansets(right)];
  const combine = combination(op);
  return function* (spansets) {
    const combined: Spanset[] = [];
    for (const spanset of spansets) {
      const leftSpans = together(yield* ofLeft([spanset]));
      const rightSpans = together(yield* ofRight([spanset]));
      const spans = combine(leftSpans, rightSpans);
      if (spans.length > 0) combined.push({ ...spanset, spans });
      if (spanset.trace.spans.length > SPANS_AT_ONCE) yield;
    }
    return combined;
  };
}

/** The spans of spansets of one trace, each once, oldest first, as those of each of them are. */
function together(spansets: readonly Spanset[]): Spanset['spans'] {
  const [first, ...others] = spansets;
  if (first === undefined) return [];
  return others.length === 0 ? first.spans : inOrder(spansets.flatMap(({ spans }) => spans));
}

type Combination = (left: Spanset['spans'], right: Spanset['spans']) => Spanset['spans'];

function combination(op: SpansetOperation['op']): Combination {
  if (op === '&&') return (left, right) => (left.length > 0 && right.length > 0 ? inOrder([...left, ...right]) : []);
  if (op === '||') return (left, right) => inOrder([...left, ...right]);
  if (op.startsWith('!')) {
    const plain = op.slice(1) as StructuralOperator;
    return (left, right) => unrelated(plain, left, right);
  }
  const union = op.startsWith('&');
  const plain = (union ? op.slice(1) : op) as StructuralOperator;
  return (left, right) => related(plain, left, right, union);
}

/** A spanset keeps what its aggregates came to as attributes of its own: `count()` → 3. */
function compileScalarFilter({ op, left, right }: ScalarFilter): Stage {
  const [ofLeft, ofRight] = [compileScalar(left), compileScalar(right)];
  const named = [left, right].flatMap((side) =>
    side.kind === 'static' ? [] : [{ name: printScalar(side), value: compileScalar(side) }],
  );
  return atOnce((spansets) =>
    spansets
      .filter(({ spans }) => compares(op, ofLeft(spans), ofRight(spans)))
      .map((spanset) => ({
        ...spanset,
        attributes: [...spanset.attributes, ...named.map(({ name, value }) => ({ name, value: value(spanset.spans) }))],
      })),
  );
}

/** `by(…)`: of each spanset one for each value, in the order in which they come first; a missing value is one too. */
function compileGroupBy({ expression }: Extract<PipelineStage, { kind: 'group-by' }>): Stage {
  const value = compileExpression(expression);
  const name = `by(${printExpression(expression)})`;
  return function* (spansets) {
    const grouped: Spanset[] = [];
    for (const spanset of spansets) {
      const groups = new Map<string, { value: Static; spans: Spanset['spans'][number][] }>();
      for (const [i, span] of spanset.spans.entries()) {
        const one = value(span);
        const key = groupKey(one);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { value: one, spans: [span] });
        else group.spans.push(span);
        if ((i + 1) % SPANS_AT_ONCE === 0) yield;
      }
      for (const { value: one, spans } of groups.values()) {
        const attributes = [...spanset.attributes, { name, value: one }];
        grouped.push({ trace: spanset.trace, spans, attributes });
      }
    }
    return grouped;
  };
}
