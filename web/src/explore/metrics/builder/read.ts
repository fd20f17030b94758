import { intervalText } from '../../../data/step';
import { isMatchOperator, type Matcher } from '../../matcher';
import { OPERATIONS, type OperationKind } from './operations';
import { type BuilderQuery, EMPTY_QUERY, type Operation } from './query';

/** A node of what `/api/v1/parse_query` answers. https://prometheus.io/docs/prometheus/latest/querying/api/#parsing-a-promql-expressions-into-a-abstract-syntax-tree-ast */
export interface AstNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Length of a range, ms, as the query had it: macros stand for lengths while a query is parsed. */
export type RangeText = (ms: number) => string;

/** Thrown for what the builder has no words for. */
export class NotBuildable extends Error {}

/** The tree as the builder has it. Throws NotBuildable where it has more than one selector, `offset`, `@`, a subquery, … */
export function readPromql(node: AstNode, rangeText: RangeText = intervalText): BuilderQuery {
  const read = READERS[node.type];
  if (read === undefined) throw new NotBuildable(`the builder has no ${NAMES[node.type] ?? node.type}`);
  return read(node, rangeText);
}

const NAMES: Readonly<Record<string, string>> = {
  subquery: 'subqueries',
  numberLiteral: 'numbers without a metric',
  stringLiteral: 'texts without a metric',
  unaryExpr: 'signs before a query',
};

type Reader = (node: AstNode, rangeText: RangeText) => BuilderQuery;

const READERS: Readonly<Record<string, Reader>> = {
  vectorSelector: readSelector,
  parenExpr: (node, rangeText) => readPromql(child(node, 'expr'), rangeText),
  aggregation: (node, rangeText) => {
    const parameter = node.param as AstNode | null | undefined;
    const operation = known(String(node.op), 'aggregation', parameter ? [literal(parameter)] : []);
    const labels = (node.grouping ?? []) as readonly string[];
    const isWithout = node.without === true;
    const grouped = labels.length > 0 || isWithout ? { ...operation, labels, isWithout } : operation;
    return followed(readPromql(child(node, 'expr'), rangeText), grouped);
  },
  call: readCall,
  binaryExpr: (node, rangeText) => {
    const [lhs, rhs] = [child(node, 'lhs'), child(node, 'rhs')];
    if (rhs.type !== 'numberLiteral' || node.bool === true) {
      throw new NotBuildable('the builder has no operations between two queries');
    }
    return followed(readPromql(lhs, rangeText), known(String(node.op), 'scalar', [literal(rhs)]));
  },
};

function readCall(node: AstNode, rangeText: RangeText): BuilderQuery {
  const name = String((node.func as { name?: unknown } | undefined)?.name);
  const args = (node.args ?? []) as readonly AstNode[];
  const at = args.findIndex(({ type }) => !type.endsWith('Literal'));
  const inner = args[at];
  if (inner === undefined) throw new NotBuildable(`the builder has no ${name}() without a metric`);
  const others = args.filter((_, index) => index !== at).map(literal);
  if (inner.type === 'matrixSelector') {
    const range = rangeText(Number(inner.range));
    return followed(readSelector(inner), known(name, 'range', [...others, range]));
  }
  return followed(readPromql(inner, rangeText), known(name, 'function', others));
}

function readSelector(node: AstNode): BuilderQuery {
  if (node.offset || node.offsetExpr || node.timestamp || node.startOrEnd || node.anchored || node.smoothed) {
    throw new NotBuildable('the builder has no offset, @ and the like');
  }
  if (node.rangeExpr) throw new NotBuildable('the builder has no ranges that are calculated');
  const matchers = ((node.matchers ?? []) as readonly { name: string; type: string; value: string }[]).flatMap(
    ({ name, type, value }): Matcher[] => {
      if (!isMatchOperator(type)) throw new NotBuildable(`the builder has no matcher ${type}`);
      return name === '__name__' && type === '=' ? [] : [{ label: name, operator: type, value }];
    },
  );
  if (matchers.some(({ value }) => value === '')) throw new NotBuildable('the builder has no empty values');
  return { ...EMPTY_QUERY, metric: String(node.name ?? ''), matchers };
}

function known(id: string, kind: OperationKind, parameters: readonly string[]): Operation {
  const shape = OPERATIONS.get(id);
  if (shape === undefined || shape.kind !== kind || shape.parameters.length !== parameters.length) {
    throw new NotBuildable(`the builder has no ${id} of this kind`);
  }
  return { id, parameters };
}

function literal(node: AstNode): string {
  if (node.type !== 'numberLiteral' && node.type !== 'stringLiteral') {
    throw new NotBuildable('the builder has only plain parameters');
  }
  return String(node.val);
}

const child = (node: AstNode, name: string): AstNode => node[name] as AstNode;

const followed = (query: BuilderQuery, operation: Operation): BuilderQuery => ({
  ...query,
  operations: [...query.operations, operation],
});
