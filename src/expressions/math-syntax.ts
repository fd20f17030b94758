import { ExpressionError } from './errors.js';
/** A math expression as a tree. `variable` names a query or expression: `$A`, `${A B}`. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node };

/** Binary operators from those that bind least to those that bind most; `**` binds to the right. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '>=', '<=', '>', '<'],
  ['+', '-'],
  ['*', '/', '%'],
];
const POWER = '**';

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+|0[xX][0-9a-fA-F]+)|\$\{([^}]+)\}|\$([A-Za-z_]\w*)|([A-Za-z_]\w*)|(\*\*|\|\||&&|==|!=|>=|<=|[-+*/%<>!(),]))/y;

interface Token {
  readonly kind: 'number' | 'variable' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** From 0. */
  readonly at: number;
}

/** Reads a math expression. Throws with the position of what it cannot read. */
export function parseMath(text: string): Node {
  const parser = new Parser(tokensOf(text), text);
  return parser.whole();
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null)
      throw new ExpressionError('parse', `"${text.slice(at).trim()[0]}" is unexpected ${place(text, at)}`);
    const [, number, braced, variable, name, sign = ''] = found;
    const shown = number ?? braced ?? variable ?? name ?? sign;
    const kind = number ? 'number' : (braced ?? variable) ? 'variable' : name ? 'name' : 'sign';
    tokens.push({ kind, text: shown, at });
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: 'the end', at: text.length }];
}

const place = (text: string, at: number): string => `at position ${at + 1} of "${text}"`;

class Parser {
  private next = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly text: string,
  ) {}

  whole(): Node {
    const node = this.level(0);
    if (this.token().kind !== 'end') this.fail();
    return node;
  }

  private token(): Token {
    return this.tokens[this.next]!;
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.token();
    if (kind !== 'sign' || text !== sign) return false;
    this.next += 1;
    return true;
  }

  private level(depth: number): Node {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.unary();
    let left = this.level(depth + 1);
    for (let found = this.oneOf(operators); found !== undefined; found = this.oneOf(operators)) {
      left = { kind: 'binary', operator: found, left, right: this.level(depth + 1) };
    }
    return left;
  }

  private oneOf(operators: readonly string[]): string | undefined {
    return operators.find((one) => this.takes(one));
  }

  private unary(): Node {
    const operator = this.oneOf(['-', '!']) as '-' | '!' | undefined;
    if (operator !== undefined) return { kind: 'unary', operator, operand: this.unary() };
    const base = this.primary();
    return this.takes(POWER) ? { kind: 'binary', operator: POWER, left: base, right: this.unary() } : base;
  }

  private primary(): Node {
    const { kind, text } = this.token();
    if (this.takes('(')) {
      const inside = this.level(0);
      if (!this.takes(')')) this.fail();
      return inside;
    }
    this.next += 1;
    if (kind === 'number') return { kind, value: Number(text) };
    if (kind === 'variable') return { kind, name: text };
    if (kind === 'name' && this.takes('(')) return { kind: 'call', name: text, args: this.args() };
    this.next -= 1;
    return this.fail();
  }

  private args(): readonly Node[] {
    const args: Node[] = [];
    while (!this.takes(')')) {
      if (args.length > 0 && !this.takes(',')) this.fail();
      args.push(this.level(0));
    }
    return args;
  }

  private fail(): never {
    const { text, at } = this.token();
    throw new ExpressionError('parse', `"${text}" is unexpected ${place(this.text, at)}`);
  }
}

/** The queries and expressions that a math expression names. */
export function namesOf(node: Node): readonly string[] {
  if (node.kind === 'variable') return [node.name];
  if (node.kind === 'call') return node.args.flatMap(namesOf);
  if (node.kind === 'unary') return namesOf(node.operand);
  return node.kind === 'binary' ? [...namesOf(node.left), ...namesOf(node.right)] : [];
}
