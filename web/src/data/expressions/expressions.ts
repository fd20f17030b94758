import type { DataFrame, TimeRange } from '@grafana/data';
import { textOf } from '../answers';
import type { Target, TargetAnswer } from '../source';
import type { SourceRef } from '../sources';
import { readInterval } from '../step';
import { framesOf, itemsOf } from './frames';
import type { Item } from './item';
import { evaluateMath } from './math';
import { namesOf, parseMath } from './math-syntax';
import { type ReduceMode, reduced } from './reduce';
import { resampled } from './resample';
import { beyondThreshold } from './threshold';

/** By which dashboards name what calculates: a type, a uid of today and of before, and a name. */
const NAMES: ReadonlySet<string> = new Set(['__expr__', '-100', 'Expression']);

/** Whether a data source is Grafana's "expression", which calculates with what the panel's other queries give. */
export const isExpression = (ref: SourceRef): boolean =>
  typeof ref === 'string' ? NAMES.has(ref) : NAMES.has(ref?.uid ?? '') || NAMES.has(ref?.type ?? '');

interface Evaluation {
  readonly range: TimeRange;
  /** Items of a query or of another expression. Throws where there is none. */
  readonly itemsOf: (refId: string) => readonly Item[];
}

interface Kind {
  /** The queries and expressions that it calculates with. */
  readonly inputs: (target: Target) => readonly string[];
  readonly run: (target: Target, evaluation: Evaluation) => readonly Item[];
}

/** `$A` or `A`. */
const inputOf = (target: Target): string => textOf(target, 'expression').replace(/^\$\{?|\}$/g, '');
const single = (target: Target): readonly string[] => [inputOf(target)];

/** What one object in a target's list or settings has. */
const partOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const KINDS: Readonly<Record<string, Kind>> = {
  math: {
    inputs: (target) => namesOf(parseMath(textOf(target, 'expression'))),
    run: (target, evaluation) => evaluateMath(parseMath(textOf(target, 'expression')), evaluation.itemsOf),
  },
  reduce: {
    inputs: single,
    run: (target, evaluation) => {
      const { mode = '', replaceWithValue } = partOf(target.settings);
      return reduced(evaluation.itemsOf(inputOf(target)), {
        reducer: textOf(target, 'reducer') || 'last',
        mode: mode as ReduceMode,
        replaceWith: Number(replaceWithValue ?? 0),
      });
    },
  },
  resample: {
    inputs: single,
    run: (target, evaluation) => {
      const windowMs = readInterval(textOf(target, 'window'));
      if (windowMs === undefined || windowMs <= 0) throw new Error('resampling needs a window, as 10s');
      return resampled(evaluation.itemsOf(inputOf(target)), {
        windowMs,
        downsampler: textOf(target, 'downsampler') || 'mean',
        upsampler: textOf(target, 'upsampler') || 'fillna',
        from: evaluation.range.from.valueOf(),
        to: evaluation.range.to.valueOf(),
      });
    },
  },
  threshold: {
    inputs: single,
    run: (target, evaluation) => {
      const [condition] = Array.isArray(target.conditions) ? target.conditions : [];
      const { type = 'gt', params = [] } = partOf(partOf(condition).evaluator);
      return beyondThreshold(evaluation.itemsOf(inputOf(target)), String(type), (params as unknown[]).map(Number));
    },
  },
};

/** The kind of an expression. Throws for those of alert rules and for SQL. */
function kindOf(target: Target): Kind {
  const type = textOf(target, 'type') || 'math';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) {
    throw new Error(`expressions of the type "${type}" are not calculated here: ${Object.keys(KINDS).join(', ')} are`);
  }
  return kind;
}

/** The queries and expressions that an expression names; none where it cannot be read. */
export function inputsOf(target: Target): readonly string[] {
  try {
    return kindOf(target).inputs(target);
  } catch {
    return [];
  }
}

/**
 * Answers of a panel's expressions. `framesOf` of a query gives what its data source answered; it throws what that failed
 * with. What one expression fails with is its own answer's error.
 */
export function expressionAnswers(
  expressions: readonly Target[],
  framesOfQuery: (refId: string) => readonly DataFrame[],
  range: TimeRange,
): readonly TargetAnswer[] {
  const found = new Map<string, readonly Item[]>();
  const itemsFor = (refId: string, path: readonly string[]): readonly Item[] => {
    if (path.includes(refId)) throw new Error(`expressions hang on each other: ${[...path, refId].join(' → ')}`);
    const target = expressions.find((one) => one.refId === refId);
    const known = found.get(refId);
    if (known !== undefined) return known;
    const items =
      target === undefined
        ? itemsOf(refId, framesOfQuery(refId))
        : kindOf(target).run(target, { range, itemsOf: (name) => itemsFor(name, [...path, refId]) });
    found.set(refId, items);
    return items;
  };
  return expressions.map((target): TargetAnswer => {
    const { refId } = target;
    try {
      return { refId, frames: framesOf(refId, itemsFor(refId, [])) };
    } catch (error) {
      return { refId, frames: [], error: error instanceof Error ? error : new Error(String(error)) };
    }
  });
}
