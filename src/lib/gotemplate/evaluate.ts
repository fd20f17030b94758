import { quoteGo } from '../go-quote.js';
import { checkType, constantOf } from './argument.js';
import type { ChainNode, CommandNode, FieldNode, IdentifierNode, Operand, PipeNode, VariableNode } from './nodes.js';
import { printNode } from './print-node.js';
import type { Located, State } from './state.js';
import { LocatedError, TemplateError } from './template-error.js';
import {
  GoFunction,
  GoList,
  GoMap,
  GoObject,
  isTrue,
  type ParameterType,
  type TemplateFunction,
  typeName,
  type Value,
} from './value.js';

/** No value comes from the command before. Nil is a value. */
const NONE = Symbol('none');

type Final = Value | typeof NONE;

/** A pipeline's value; its variables are declared or set. https://pkg.go.dev/text/template#hdr-Pipelines */
export function evaluatePipe(state: State, dot: Value, pipe: PipeNode): Value {
  state.visit(pipe);
  state.enter();
  let value: Final = NONE;
  for (const command of pipe.commands) value = evaluateCommand(state, dot, command, value);
  state.leave();
  const result = value === NONE ? undefined : value;
  for (const name of pipe.variables) {
    if (pipe.isAssignment) state.variable(name).value = result;
    else state.variables.push({ name, value: result });
  }
  return result;
}

function evaluateCommand(state: State, dot: Value, command: CommandNode, final: Final): Value {
  const [first, ...operands] = command.operands;
  const node = first!;
  switch (node.kind) {
    case 'field':
    case 'variable':
    case 'chain':
      return evaluateReference(state, dot, node, operands, final);
    case 'identifier':
      return evaluateFunction(state, dot, node, command, operands, final);
    case 'pipe':
      refuseArguments(state, node, operands, final);
      return evaluatePipe(state, dot, node);
    default:
      state.visit(node);
      refuseArguments(state, node, operands, final);
      if (node.kind === 'bool' || node.kind === 'string' || node.kind === 'number') return constantOf(state, node);
      return node.kind === 'dot' ? dot : state.fail('nil is not a command');
  }
}

function refuseArguments(state: State, node: Operand, operands: readonly Operand[], final: Final): void {
  if (operands.length > 0 || final !== NONE) state.fail(`can't give argument to non-function ${printNode(node)}`);
}

/** `.a.b`, `$x.a.b` and `(…).a.b`; arguments go to a method at the end. */
function evaluateReference(
  state: State,
  dot: Value,
  node: FieldNode | VariableNode | ChainNode,
  operands: readonly Operand[],
  final: Final,
): Value {
  state.visit(node);
  let receiver = dot;
  if (node.kind === 'variable') {
    receiver = state.variable(node.name).value;
    if (node.names.length === 0) refuseArguments(state, node, operands, final);
  }
  if (node.kind === 'chain') {
    if (node.of.kind === 'nil') state.fail(`indirection through explicit nil in ${printNode(node)}`);
    receiver = evaluateArgument(state, dot, 'any', node.of);
  }
  const last = node.names.length - 1;
  for (let i = 0; i <= last; i++) {
    if (i > 0 && receiver === undefined) state.fail(`nil pointer evaluating interface {}.${node.names[i]!}`);
    const isLast = i === last;
    receiver = evaluateField(state, dot, receiver, node.names[i]!, node, isLast ? operands : [], isLast ? final : NONE);
  }
  return receiver;
}

function evaluateField(
  state: State,
  dot: Value,
  receiver: Value,
  name: string,
  node: Located,
  operands: readonly Operand[],
  final: Final,
): Value {
  if (receiver === undefined) {
    return state.missingKey === 'error' ? state.fail(`nil data; no entry for key ${quoteGo(name)}`) : undefined;
  }
  const hasArguments = operands.length > 0 || final !== NONE;
  if (receiver instanceof GoMap || receiver instanceof GoList) {
    const method = receiver.method(name);
    if (method !== undefined) return callFunction(state, dot, method, name, node, operands, final);
  }
  if (receiver instanceof GoMap) {
    if (hasArguments) state.fail(`${name} is not a method but has arguments`);
    return fieldOfMap(state, receiver, name);
  }
  const member = receiver instanceof GoObject ? receiver.member(name) : undefined;
  if (member === undefined) return state.fail(`can't evaluate field ${name} in type ${typeName(receiver)}`);
  if ('method' in member) return callFunction(state, dot, member.method, name, node, operands, final);
  if (hasArguments) state.fail(`${name} has arguments but cannot be invoked as function`);
  return member.value;
}

function fieldOfMap(state: State, map: GoMap, name: string): Value {
  const value = map.get(name);
  if (value !== undefined || state.missingKey === 'invalid' || map.has(name)) return value;
  if (state.missingKey === 'error') state.fail(`map has no entry for key ${quoteGo(name)}`);
  return map.element === 'string' ? '' : undefined;
}

function evaluateFunction(
  state: State,
  dot: Value,
  node: IdentifierNode,
  command: Located,
  operands: readonly Operand[],
  final: Final,
): Value {
  state.visit(node);
  const { name } = node;
  if (name === 'and' || name === 'or') return shortCircuit(state, dot, name, operands, final);
  if (name === 'call') return callValue(state, dot, command, operands, final);
  return callFunction(state, dot, state.functions[name]!, name, command, operands, final);
}

/** Operands behind the one that decides are not evaluated. https://pkg.go.dev/text/template#hdr-Functions */
function shortCircuit(state: State, dot: Value, name: 'and' | 'or', operands: readonly Operand[], final: Final): Value {
  if (operands.length === 0 && final === NONE) state.fail(`wrong number of args for ${name}: want at least 1 got 0`);
  let value: Value;
  for (const operand of operands) {
    value = evaluateArgument(state, dot, 'any', operand);
    if (isTrue(value) === (name === 'or')) return value;
  }
  return final === NONE ? value : final;
}

/** `call .function argument …`. */
function callValue(state: State, dot: Value, command: Located, operands: readonly Operand[], final: Final): Value {
  const [node, ...rest] = operands;
  const callee = node === undefined ? final : evaluateArgument(state, dot, 'any', node);
  const shown = node === undefined ? 'nil' : printNode(node);
  if (callee instanceof GoFunction) {
    return callFunction(state, dot, callee.definition, shown, command, rest, node === undefined ? NONE : final);
  }
  state.visit(command);
  if (callee === undefined || callee === NONE) return state.fail('error calling call: call of nil');
  return state.fail(`error calling call: non-function ${shown} of type ${typeName(callee)}`);
}

function callFunction(
  state: State,
  dot: Value,
  { parameters, variadic, call }: TemplateFunction,
  name: string,
  node: Located,
  operands: readonly Operand[],
  final: Final,
): Value {
  const given = operands.length + (final === NONE ? 0 : 1);
  if (variadic === undefined && given !== parameters.length) {
    state.fail(`wrong number of args for ${name}: want ${parameters.length} got ${given}`);
  }
  if (given < parameters.length) {
    state.fail(`wrong number of args for ${name}: want at least ${parameters.length} got ${operands.length}`);
  }
  const values: unknown[] = [];
  for (const [i, operand] of operands.entries()) {
    values.push(plain(evaluateArgument(state, dot, parameters[i] ?? variadic!, operand), parameters[i] ?? variadic!));
  }
  if (final !== NONE) {
    const type = parameters[operands.length] ?? variadic!;
    values.push(plain(checkType(state, final, type), type));
  }
  return guarded(state, name, node, call, values);
}

/** Calls a function: its errors name it, and what goes in and out is counted. */
function guarded(
  state: State,
  name: string,
  node: Located,
  call: TemplateFunction['call'],
  values: readonly unknown[],
): Value {
  try {
    for (const argument of values) state.spend(argument);
    const value = call(values, state);
    state.spend(value);
    return value;
  } catch (error) {
    if (!(error instanceof TemplateError) || error instanceof LocatedError) throw error;
    state.visit(node);
    return state.fail(`error calling ${name}: ${error.message}`);
  }
}

/** Functions get the number of an `int64`. */
const plain = (value: Value, type: ParameterType): unknown =>
  type === 'int64' && typeof value === 'object' && 'value' in value ? value.value : value;

function evaluateArgument(state: State, dot: Value, type: ParameterType, node: Operand): Value {
  state.visit(node);
  switch (node.kind) {
    case 'dot':
      return checkType(state, dot, type);
    case 'field':
    case 'variable':
    case 'chain':
      return checkType(state, evaluateReference(state, dot, node, [], NONE), type);
    case 'pipe':
      return checkType(state, evaluatePipe(state, dot, node), type);
    case 'identifier':
      return checkType(state, evaluateFunction(state, dot, node, node, [], NONE), type);
    case 'nil':
      return type === 'any' ? undefined : state.fail(`cannot assign nil to ${type}`);
    default:
      return constantOf(state, node, type);
  }
}
