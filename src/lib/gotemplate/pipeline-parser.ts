import { quoteGo } from '../go-quote.js';
import { readGoString } from '../go-string.js';
import type { CommandNode, Operand, PipeNode } from './nodes.js';
import { characterNode, numberNode } from './number-literal.js';
import { printNode } from './print-node.js';
import type { TokenCursor } from './token-cursor.js';
import type { Token, TokenKind } from './tokens.js';

/** Parentheses and blocks in each other; beyond it a template is refused, since each takes room on the stack. */
const MAX_NESTING = 200;

const CONSTANTS: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

const OPERAND_TOKENS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool',
  'char-constant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw-string',
  'string',
  'variable',
  '(',
]);

/** Pipelines and what they are made of. https://pkg.go.dev/text/template#hdr-Pipelines */
export class PipelineParser {
  /** The variables that can be seen, in the order of their declaration. */
  variables = ['$'];

  constructor(
    private readonly cursor: TokenCursor,
    private readonly isFunction: (name: string) => boolean,
    private nesting = 0,
  ) {}

  /** One that sees none of the variables of this one. */
  apart(): PipelineParser {
    return new PipelineParser(this.cursor, this.isFunction, this.nesting);
  }

  /** A pipeline and the token that ends it. `context` names in errors what it belongs to. */
  pipeline(context: string, end: '}}' | ')'): PipeNode {
    const { cursor } = this;
    const { at } = cursor.peekToken();
    const { variables, isAssignment } = this.declarations(context);
    const commands: CommandNode[] = [];
    for (;;) {
      const position = cursor.position;
      const token = cursor.nextToken();
      if (token.kind === end) {
        this.checkCommands(commands, context);
        return { kind: 'pipe', at, variables, isAssignment, commands };
      }
      if (!OPERAND_TOKENS.has(token.kind)) return cursor.unexpected(token, context);
      cursor.returnTo(position);
      commands.push(this.command());
    }
  }

  private declarations(context: string): { variables: string[]; isAssignment: boolean } {
    const { cursor } = this;
    const variables: string[] = [];
    for (;;) {
      const position = cursor.position;
      const variable = cursor.peekToken();
      if (variable.kind !== 'variable') return { variables, isAssignment: false };
      cursor.next();
      const next = cursor.peekToken();
      if (next.kind === ':=' || next.kind === '=') {
        cursor.next();
        variables.push(variable.value);
        this.variables.push(variable.value);
        return { variables, isAssignment: next.kind === '=' };
      }
      if (next.kind !== 'char' || next.value !== ',') {
        cursor.returnTo(position);
        return { variables, isAssignment: false };
      }
      cursor.next();
      variables.push(variable.value);
      this.variables.push(variable.value);
      if (context !== 'range' || variables.length > 1) cursor.fail(`too many declarations in ${context}`);
      if (!['variable', '}}', ')'].includes(cursor.peekToken().kind))
        cursor.fail('range can only initialize variables');
    }
  }

  private checkCommands(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.cursor.fail(`missing value for ${context}`);
    for (const [i, { operands }] of commands.entries()) {
      if (i > 0 && CONSTANTS.has(operands[0]!.kind)) {
        this.cursor.fail(`non executable command in pipeline stage ${i + 1}`);
      }
    }
  }

  private command(): CommandNode {
    const { cursor } = this;
    const { at } = cursor.peekToken();
    const operands: Operand[] = [];
    for (;;) {
      cursor.peekToken();
      const operand = this.operand();
      if (operand !== undefined) operands.push(operand);
      const position = cursor.position;
      const token = cursor.next();
      if (token.kind === 'space') continue;
      if (token.kind === '}}' || token.kind === ')') cursor.returnTo(position);
      else if (token.kind !== '|') cursor.unexpected(token, 'operand');
      if (operands.length === 0) cursor.fail('empty command');
      return { kind: 'command', at, operands };
    }
  }

  /** A term and the fields behind it. */
  private operand(): Operand | undefined {
    const { cursor } = this;
    const term = this.term();
    if (term === undefined || cursor.peek().kind !== 'field') return term;
    const { at } = cursor.peek();
    const names: string[] = [];
    while (cursor.peek().kind === 'field') names.push(cursor.next().value.slice(1));
    if (term.kind === 'field' || term.kind === 'variable') return { ...term, at, names: [...term.names, ...names] };
    if (CONSTANTS.has(term.kind)) return cursor.fail(`unexpected . after term ${quoteGo(printNode(term))}`);
    return { kind: 'chain', at, of: term, names };
  }

  private term(): Operand | undefined {
    const { cursor } = this;
    const position = cursor.position;
    const token = cursor.nextToken();
    const { at, value } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.isFunction(value)) cursor.fail(`function ${quoteGo(value)} not defined`);
        return { kind: 'identifier', at, name: value };
      case 'dot':
      case 'nil':
        return { kind: token.kind, at };
      case 'variable':
        if (!this.variables.includes(value)) cursor.fail(`undefined variable ${quoteGo(value)}`);
        return { kind: 'variable', at, name: value, names: [] };
      case 'field':
        return { kind: 'field', at, names: [value.slice(1)] };
      case 'bool':
        return { kind: 'bool', at, value: value === 'true' };
      case 'number':
        return cursor.located(() => numberNode(value, at));
      case 'char-constant':
        return cursor.located(() => characterNode(value, at));
      case 'string':
      case 'raw-string':
        return { kind: 'string', at, value: this.unquote(token), source: value };
      case '(':
        return this.nested(() => this.pipeline('parenthesized pipeline', ')'));
      default:
        cursor.returnTo(position);
        return undefined;
    }
  }

  /** Reads something that may hold more of its kind. */
  nested<T>(read: () => T): T {
    if (++this.nesting > MAX_NESTING) this.cursor.fail('max expression depth exceeded');
    const result = read();
    this.nesting--;
    return result;
  }

  unquote(token: Token): string {
    const read = readGoString(token.value, 0);
    return read.ok && read.end === token.value.length ? read.value : this.cursor.fail('invalid syntax');
  }
}
