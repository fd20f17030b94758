import type { CommandNode, Operand, PipeNode, Statement } from './nodes.js';

/** A part of a template as Go's errors show it: `div 1 (int .zero)`. */
export function printNode(node: Statement | CommandNode | Operand): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${printPipe(node.pipe)}}}`;
    case 'if':
    case 'range':
    case 'with':
      return `{{${node.kind} ${printPipe(node.pipe)}}}`;
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipe === undefined ? '' : ` ${printPipe(node.pipe)}`}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'pipe':
      return printPipe(node);
    case 'command':
      return node.operands.map(printOperand).join(' ');
    default:
      return printOperand(node);
  }
}

function printPipe(pipe: PipeNode): string {
  const declared = pipe.variables.length === 0 ? '' : `${pipe.variables.join(', ')} ${pipe.isAssignment ? '=' : ':='} `;
  return declared + pipe.commands.map(printNode).join(' | ');
}

function printOperand(node: Operand): string {
  switch (node.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'string':
    case 'number':
      return node.source;
    case 'identifier':
      return node.name;
    case 'field':
      return fields(node.names);
    case 'variable':
      return node.name + fields(node.names);
    case 'chain':
      return printOperand(node.of) + fields(node.names);
    case 'pipe':
      return `(${printPipe(node)})`;
  }
}

const fields = (names: readonly string[]): string => names.map((name) => `.${name}`).join('');
