import { QuartetError } from '../../../model/errors.js';
import { type Labels, labelsFrom, labelValue } from '../../../model/labels.js';
import { labelsKey } from '../../../model/labels-key.js';
import { FLOAT, GridSeries } from '../../../vector/grid-series.js';
import { Grouping, withLabel } from '../../../vector/grouping.js';
import type { BinaryExpression, BinaryOperator } from '../../ast.js';

/** A number that is the same at each step, or series. */
export type Operand =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'vector'; readonly series: GridSeries[] };

const ARITHMETIC: Partial<Record<BinaryOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? Number.NaN : left / right),
  '%': (left, right) => (right === 0 ? Number.NaN : left % right),
  '^': (left, right) => left ** right,
};

const COMPARISON: Partial<Record<BinaryOperator, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/** The value of a pair; `undefined` where a comparison filters it out. */
function combine(
  op: BinaryOperator,
  left: number,
  right: number,
  returnBool: boolean,
  kept: number,
): number | undefined {
  const compare = COMPARISON[op];
  if (compare === undefined) return ARITHMETIC[op]!(left, right);
  if (returnBool) return compare(left, right) ? 1 : 0;
  return compare(left, right) ? kept : undefined;
}

/**
 * A binary operator between numbers and vectors.
 * https://grafana.com/docs/loki/latest/query/#binary-operators
 */
export function binary(node: BinaryExpression, left: Operand, right: Operand, count: number): Operand {
  const { op, returnBool } = node;
  if (left.type === 'scalar' && right.type === 'scalar') {
    return { type: 'scalar', value: combine(op, left.value, right.value, true, 0)! };
  }
  if (left.type === 'vector' && right.type === 'vector') {
    return {
      type: 'vector',
      series: isSetOperator(op)
        ? setOperation(node, left.series, right.series, count)
        : matched(node, left.series, right.series, count),
    };
  }
  const vector = left.type === 'vector' ? left : (right as Extract<Operand, { type: 'vector' }>);
  const scalar = left.type === 'scalar' ? left.value : (right as Extract<Operand, { type: 'scalar' }>).value;
  const vectorIsLeft = left.type === 'vector';
  const series = vector.series.map((one) =>
    mapped(one, (value) =>
      vectorIsLeft ? combine(op, value, scalar, returnBool, value) : combine(op, scalar, value, returnBool, value),
    ),
  );
  return { type: 'vector', series: series.filter((one) => !one.isEmpty) };
}

const isSetOperator = (op: BinaryOperator): boolean => op === 'and' || op === 'or' || op === 'unless';

function mapped(one: GridSeries, change: (value: number) => number | undefined): GridSeries {
  const result = new GridSeries(one.labels, one.kinds.length);
  for (const [step, kind] of one.kinds.entries()) {
    const value = kind === FLOAT ? change(one.values[step]!) : undefined;
    if (value !== undefined) result.setFloat(step, value);
  }
  return result;
}

/** By all labels where neither `on` nor `ignoring` is given. */
const matchingOf = ({ matching }: BinaryExpression): Grouping =>
  matching === undefined ? new Grouping([], true) : new Grouping(matching.labels, !matching.on);

function bySignature(series: readonly GridSeries[], grouping: Grouping): Map<string, GridSeries[]> {
  const found = new Map<string, GridSeries[]>();
  for (const one of series) {
    const key = grouping.keyOf(one.labels);
    const others = found.get(key);
    if (others === undefined) found.set(key, [one]);
    else others.push(one);
  }
  return found;
}

function setOperation(
  node: BinaryExpression,
  left: readonly GridSeries[],
  right: readonly GridSeries[],
  count: number,
): GridSeries[] {
  const grouping = matchingOf(node);
  const presence = (series: readonly GridSeries[]): Map<string, Uint8Array> => {
    const found = new Map<string, Uint8Array>();
    for (const [key, members] of bySignature(series, grouping)) {
      const at = new Uint8Array(count);
      for (const { kinds } of members) for (let step = 0; step < count; step++) if (kinds[step] === FLOAT) at[step] = 1;
      found.set(key, at);
    }
    return found;
  };
  const only = (series: readonly GridSeries[], others: Map<string, Uint8Array>, wanted: 0 | 1): GridSeries[] =>
    series
      .map((one) => {
        const there = others.get(grouping.keyOf(one.labels));
        const result = new GridSeries(one.labels, count);
        for (let step = 0; step < count; step++) {
          if (one.kinds[step] === FLOAT && (there?.[step] ?? 0) === wanted) result.setFloat(step, one.values[step]!);
        }
        return result;
      })
      .filter((one) => !one.isEmpty);
  if (node.op === 'and') return only(left, presence(right), 1);
  if (node.op === 'unless') return only(left, presence(right), 0);
  return united(left, only(right, presence(left), 0), count);
}

/** Series of the same labels are one: at each step at most one of them has a value. */
function united(left: readonly GridSeries[], right: readonly GridSeries[], count: number): GridSeries[] {
  const found = new Map(left.map((one) => [labelsKey(one.labels), one]));
  for (const one of right) {
    const key = labelsKey(one.labels);
    const same = found.get(key);
    if (same === undefined) {
      found.set(key, one);
      continue;
    }
    const both = new GridSeries(one.labels, count);
    for (const part of [same, one]) {
      for (let step = 0; step < count; step++) if (part.kinds[step] === FLOAT) both.setFloat(step, part.values[step]!);
    }
    found.set(key, both);
  }
  return [...found.values()];
}

function matched(
  node: BinaryExpression,
  left: readonly GridSeries[],
  right: readonly GridSeries[],
  count: number,
): GridSeries[] {
  const grouping = matchingOf(node);
  const group = node.matching?.group;
  const [many, one] = group === 'right' ? [right, left] : [left, right];
  const ones = bySignature(one, grouping);
  for (const partners of ones.values()) requireOneAtEachStep(partners, count, group);
  const results = new Map<string, GridSeries>();
  for (const [key, members] of bySignature(many, grouping)) {
    const partners = ones.get(key);
    if (partners === undefined) continue;
    for (let step = 0; step < count; step++) {
      const partner = partners.find(({ kinds }) => kinds[step] === FLOAT);
      const mine = members.filter(({ kinds }) => kinds[step] === FLOAT);
      if (partner === undefined || mine.length === 0) continue;
      if (mine.length > 1 && group === undefined) {
        throw new QuartetError(
          'internal',
          'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
        );
      }
      for (const member of mine) {
        const [l, r] = group === 'right' ? [partner, member] : [member, partner];
        const value = combine(node.op, l.values[step]!, r.values[step]!, node.returnBool, l.values[step]!);
        if (value === undefined) continue;
        const labels = resultLabels(node, grouping, member.labels, partner.labels);
        const result = results.get(labels.join('\n')) ?? new GridSeries(labels, count);
        result.setFloat(step, value);
        results.set(labels.join('\n'), result);
      }
    }
  }
  return [...results.values()];
}

/** Also where the other side has nothing to match. */
function requireOneAtEachStep(series: readonly GridSeries[], count: number, group: 'left' | 'right' | undefined): void {
  if (series.length === 1) return;
  for (let step = 0; step < count; step++) {
    if (series.filter(({ kinds }) => kinds[step] === FLOAT).length < 2) continue;
    throw new QuartetError(
      'internal',
      `found duplicate series on the ${group === 'right' ? 'left' : 'right'} hand-side;many-to-many matching not allowed: matching labels must be unique on one side`,
    );
  }
}

function resultLabels(
  { matching, op, returnBool }: BinaryExpression,
  grouping: Grouping,
  many: Labels,
  one: Labels,
): Labels {
  if (matching?.group === undefined) {
    const filters = COMPARISON[op] !== undefined && !returnBool;
    return matching === undefined || filters ? labelsFrom(pairsOf(many)) : grouping.labelsOf(many);
  }
  return matching.include.reduce((labels, name) => withLabel(labels, name, labelValue(one, name)), many);
}

function* pairsOf(labels: Labels): Generator<[string, string]> {
  for (let i = 0; i < labels.length; i += 2) yield [labels[i]!, labels[i + 1]!];
}
