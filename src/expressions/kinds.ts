import { classicResult, conditionsOf } from './classic-conditions.js';
import { ExpressionError } from './errors.js';
import { type Expression, partOf, textOf } from './expression.js';
import type { Item } from './item.js';
import { evaluateMath } from './math.js';
import { namesOf, parseMath } from './math-syntax.js';
import { type ReduceMode, reduced } from './reduce.js';
import { resampled } from './resample.js';
import { beyondThreshold } from './threshold.js';

export interface Evaluation {
  /** ms since 1970, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Items of a query or of another expression. Throws where there is none. */
  readonly itemsOf: (refId: string) => readonly Item[];
  /** ms of a text such as `10s`; undefined for what is none. */
  readonly durationOf: (text: string) => number | undefined;
}

interface Kind {
  /** The queries and expressions that it calculates with. Throws where it cannot be read. */
  readonly inputs: (expression: Expression) => readonly string[];
  readonly run: (expression: Expression, evaluation: Evaluation) => readonly Item[];
}

/** `$A` or `A`. */
const inputOf = (expression: Expression): string => textOf(expression, 'expression').replace(/^\$\{?|\}$/g, '');

function single(expression: Expression): readonly string[] {
  const input = inputOf(expression);
  if (input === '') throw new ExpressionError('parse', `no variable specified to ${textOf(expression, 'type')}`);
  return [input];
}

const CLASSIC = 'classic_conditions';

const KINDS: Readonly<Record<string, Kind>> = {
  math: {
    inputs: (expression) => namesOf(parseMath(textOf(expression, 'expression'))),
    run: (expression, { itemsOf }) => evaluateMath(parseMath(textOf(expression, 'expression')), itemsOf),
  },
  reduce: {
    inputs: single,
    run: (expression, { itemsOf }) => {
      const { mode = '', replaceWithValue } = partOf(expression.settings);
      return reduced(itemsOf(inputOf(expression)), {
        reducer: textOf(expression, 'reducer') || 'last',
        mode: mode as ReduceMode,
        replaceWith: Number(replaceWithValue ?? 0),
      });
    },
  },
  resample: {
    inputs: single,
    run: (expression, { itemsOf, durationOf, from, to }) => {
      const windowMs = durationOf(textOf(expression, 'window'));
      if (windowMs === undefined || windowMs <= 0) {
        throw new ExpressionError('parse', 'resampling needs a window, as 10s');
      }
      return resampled(itemsOf(inputOf(expression)), {
        windowMs,
        downsampler: textOf(expression, 'downsampler') || 'mean',
        upsampler: textOf(expression, 'upsampler') || 'fillna',
        from,
        to,
      });
    },
  },
  threshold: {
    inputs: single,
    run: (expression, { itemsOf }) => {
      const [condition] = Array.isArray(expression.conditions) ? expression.conditions : [];
      const { type = 'gt', params = [] } = partOf(partOf(condition).evaluator);
      return beyondThreshold(itemsOf(inputOf(expression)), String(type), [params].flat().map(Number));
    },
  },
  [CLASSIC]: {
    inputs: (expression) => [...new Set(conditionsOf(expression).map(({ input }) => input))],
    run: (expression, { itemsOf }) => [classicResult(conditionsOf(expression), itemsOf)],
  },
};

/** Whether it takes queries only, and nothing may take what it gives. */
export const isLast = (expression: Expression): boolean => textOf(expression, 'type') === CLASSIC;

/** The kind of an expression, `math` where it names none. Throws for what is not known, and for SQL. */
export function kindOf(expression: Expression): Kind {
  const type = textOf(expression, 'type') || 'math';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined) {
    const known = Object.keys(KINDS).join(', ');
    throw new ExpressionError('parse', `expressions of the type "${type}" are not calculated here: ${known} are`);
  }
  return kind;
}

/** The queries and expressions that an expression names; none where it cannot be read. */
export function inputsOf(expression: Expression): readonly string[] {
  try {
    return kindOf(expression).inputs(expression);
  } catch {
    return [];
  }
}
