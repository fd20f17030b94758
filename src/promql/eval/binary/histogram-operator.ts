import type { NativeHistogram } from '../../../model/samples.js';
import type { BinaryExpression, BinaryOperator } from '../../ast.js';
import {
  addHistograms,
  divideHistogram,
  type JoinedHistogram,
  scaleHistogram,
  subtractHistograms,
} from '../../histogram/arithmetic.js';
import { equalHistograms } from '../../histogram/equal.js';
import { trimHistogram } from '../../histogram/trim.js';
import type { Evaluation } from '../evaluation.js';

/** A point of an operand. */
export type Sample = number | NativeHistogram;

/** What comes of two points: a point, whether a comparison holds, or nothing. */
type Outcome = NativeHistogram | boolean | undefined;

type Rule<Left, Right> = (left: Left, right: Right, notes: Notes) => Outcome;

interface Notes {
  /** What is to be said of a sum or difference, and its histogram. */
  joined(joined: JoinedHistogram | undefined, operation: 'addition' | 'subtraction'): NativeHistogram | undefined;
}

const FLOAT_AND_HISTOGRAM: Partial<Record<BinaryOperator, Rule<number, NativeHistogram>>> = {
  '*': (left, right) => scaleHistogram(right, left),
};

const HISTOGRAM_AND_FLOAT: Partial<Record<BinaryOperator, Rule<NativeHistogram, number>>> = {
  '*': scaleHistogram,
  '/': divideHistogram,
  '</': (left, right) => trimHistogram(left, '</', right),
  '>/': (left, right) => trimHistogram(left, '>/', right),
};

const HISTOGRAMS: Partial<Record<BinaryOperator, Rule<NativeHistogram, NativeHistogram>>> = {
  '+': (left, right, notes) => notes.joined(addHistograms(left, right), 'addition'),
  '-': (left, right, notes) => notes.joined(subtractHistograms(left, right), 'subtraction'),
  '==': equalHistograms,
  '!=': (left, right) => !equalHistograms(left, right),
};

/**
 * An operator where at least one point is a native histogram, or where it has no meaning for floats. Says as infos and
 * warnings what could not be done.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operators
 */
export class HistogramOperator implements Notes {
  private readonly told = new Set<string>();

  constructor(
    private readonly node: BinaryExpression,
    private readonly evaluation: Evaluation,
  ) {}

  of(left: Sample, right: Sample): Outcome {
    const { op } = this.node;
    if (typeof left === 'number') {
      if (typeof right === 'number') return this.incompatible('float', 'float');
      const rule = FLOAT_AND_HISTOGRAM[op];
      return rule === undefined ? this.incompatible('float', 'histogram') : rule(left, right, this);
    }
    if (typeof right === 'number') {
      const rule = HISTOGRAM_AND_FLOAT[op];
      return rule === undefined ? this.incompatible('histogram', 'float') : rule(left, right, this);
    }
    const rule = HISTOGRAMS[op];
    return rule === undefined ? this.incompatible('histogram', 'histogram') : rule(left, right, this);
  }

  joined(joined: JoinedHistogram | undefined, operation: 'addition' | 'subtraction'): NativeHistogram | undefined {
    if (joined === undefined) {
      this.tell('warn', `incompatible bucket layout encountered for binary operator ${this.node.op}`);
      return undefined;
    }
    if (joined.counterResetCollision) {
      this.tell('warn', `conflicting counter resets during histogram ${operation}`);
    }
    if (joined.boundsReconciled) {
      this.tell('info', `mismatched custom buckets were reconciled during ${operation}`);
    }
    return joined.histogram;
  }

  private incompatible(left: 'float' | 'histogram', right: 'float' | 'histogram'): undefined {
    const { op } = this.node;
    this.tell('info', `incompatible sample types encountered for binary operator "${op}": ${left} ${op} ${right}`);
    return undefined;
  }

  private tell(level: 'warn' | 'info', message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.evaluation.annotations[level](message, this.node.position);
  }
}
