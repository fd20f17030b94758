import type { Operand } from './nodes.js';
import { printNode } from './print-node.js';
import type { State } from './state.js';
import { DurationValue } from './time-values.js';
import { GoInteger, type ParameterType, typeName, type Value } from './value.js';

type Constant = Extract<Operand, { kind: 'bool' | 'string' | 'number' }>;

/** The value for a parameter of this type; fails where Go would not assign it. */
export function checkType(state: State, value: Value, type: ParameterType): Value {
  if (type === 'any') return value;
  if (value === undefined) return state.fail(`invalid value; expected ${type}`);
  const given = typeName(value);
  return given === type ? value : state.fail(`wrong type for value; expected ${type}; got ${given}`);
}

const EXPECTED: Readonly<Record<string, { readonly name: string; readonly read: (node: Constant) => Value }>> = {
  string: { name: 'string', read: (node) => (node.kind === 'string' ? node.value : undefined) },
  bool: { name: 'bool', read: (node) => (node.kind === 'bool' ? node.value : undefined) },
  float64: { name: 'float', read: (node) => (node.kind === 'number' ? node.float : undefined) },
  int: { name: 'integer', read: (node) => (node.kind === 'number' ? node.integer : undefined) },
  int64: {
    name: 'integer',
    read: (node) =>
      node.kind === 'number' && node.integer !== undefined ? new GoInteger('int64', node.integer) : undefined,
  },
  'time.Duration': {
    name: 'integer',
    read: (node) =>
      node.kind === 'number' && node.integer !== undefined ? new DurationValue(node.integer) : undefined,
  },
};

/** A constant as a parameter of this type takes it. */
export function constantOf(state: State, node: Constant, type: ParameterType = 'any'): Value {
  if (type === 'any') return freeConstant(state, node);
  const expected = EXPECTED[type];
  if (expected === undefined) return state.fail(`can't handle ${printNode(node)} for arg of type ${type}`);
  return expected.read(node) ?? state.fail(`expected ${expected.name}; found ${printNode(node)}`);
}

function freeConstant(state: State, node: Constant): Value {
  if (node.kind !== 'number') return node.value;
  if (node.isFloat) return node.float;
  if (node.integer !== undefined && node.integer >= 2n ** 63n) return state.fail(`${node.source} overflows int`);
  return node.integer ?? node.float;
}
