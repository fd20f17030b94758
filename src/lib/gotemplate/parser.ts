import { quoteGo } from '../go-quote.js';
import { tokenize } from './lexer.js';
import type { PipeNode, Statement, TemplateNode } from './nodes.js';
import { PipelineParser } from './pipeline-parser.js';
import { TokenCursor } from './token-cursor.js';
import type { Token } from './tokens.js';

/** The body of a template and the text in which it stands. */
export interface Definition {
  readonly file: string;
  readonly source: string;
  readonly body: readonly Statement[];
}

/** A template and those that it defines, by name. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Nothing but white space. */
export const isEmptyBody = (body: readonly Statement[]): boolean =>
  body.every((one) => one.kind === 'text' && one.text.trim() === '');

/**
 * Reads a template. Throws `TemplateError` (`template: name:line: …`) on the first thing that is wrong, an unknown function
 * included. https://pkg.go.dev/text/template#hdr-Actions
 */
export function parseDefinitions(name: string, source: string, isFunction: (name: string) => boolean): Definitions {
  return new Parser(name, source, isFunction).run();
}

/** What ends a list of statements. */
interface ListEnd {
  readonly word: 'end' | 'else';
}

type Body = readonly [statements: Statement[], end: ListEnd];

class Parser {
  private readonly cursor: TokenCursor;
  private pipelines: PipelineParser;
  private readonly definitions = new Map<string, Definition>();
  private rangeDepth = 0;

  constructor(
    private readonly name: string,
    private readonly source: string,
    isFunction: (name: string) => boolean,
  ) {
    this.cursor = new TokenCursor(name, tokenize(source));
    this.pipelines = new PipelineParser(this.cursor, isFunction);
  }

  run(): Definitions {
    const { cursor } = this;
    const root: Statement[] = [];
    while (cursor.peek().kind !== 'eof') {
      const position = cursor.position;
      if (cursor.next().kind === '{{') {
        const { kind, value } = cursor.nextToken();
        if (kind === 'keyword' && value === 'define') {
          this.definition();
          continue;
        }
      }
      cursor.returnTo(position);
      const statement = this.statement();
      if ('word' in statement) cursor.fail(`unexpected {{${statement.word}}}`);
      else root.push(statement);
    }
    this.define(this.name, root);
    return this.definitions;
  }

  /** A body without text does not take the place of one with text, nor is that a mistake. */
  private define(name: string, body: readonly Statement[]): void {
    const known = this.definitions.get(name);
    if (known !== undefined && !isEmptyBody(known.body)) {
      if (isEmptyBody(body)) return;
      this.cursor.fail(`template: multiple definition of template ${quoteGo(name)}`);
    }
    this.definitions.set(name, { file: this.name, source: this.source, body });
  }

  /** A definition sees none of the variables around it. */
  private definition(): void {
    const { name } = this.templateName(this.cursor.nextToken(), 'define clause');
    this.cursor.expect('}}', 'define clause');
    const [body, end] = this.apart(() => this.list());
    if (end.word !== 'end') this.cursor.fail(`unexpected {{${end.word}}} in define clause`);
    this.define(name, body);
  }

  private apart<T>(read: () => T): T {
    const { pipelines, rangeDepth } = this;
    this.pipelines = pipelines.apart();
    this.rangeDepth = 0;
    const result = read();
    this.pipelines = pipelines;
    this.rangeDepth = rangeDepth;
    return result;
  }

  private list(): Body {
    const statements: Statement[] = [];
    while (this.cursor.peekToken().kind !== 'eof') {
      const statement = this.statement();
      if ('word' in statement) return [statements, statement];
      statements.push(statement);
    }
    return this.cursor.fail('unexpected EOF');
  }

  private statement(): Statement | ListEnd {
    const { cursor } = this;
    const token = cursor.nextToken();
    if (token.kind === 'text') return { kind: 'text', at: token.at, text: token.value };
    if (token.kind !== '{{') return cursor.unexpected(token, 'input');
    cursor.actionLine = token.line;
    const statement = this.action();
    cursor.actionLine = 0;
    return statement;
  }

  private action(): Statement | ListEnd {
    const position = this.cursor.position;
    const token = this.cursor.nextToken();
    if (token.kind === 'keyword') return this.keyword(token);
    this.cursor.returnTo(position);
    const { at } = this.cursor.peekToken();
    return { kind: 'action', at, pipe: this.pipelines.pipeline('command', '}}') };
  }

  private keyword({ value, at }: Token): Statement | ListEnd {
    const { cursor } = this;
    switch (value) {
      case 'if':
      case 'range':
      case 'with':
        return this.pipelines.nested(() => this.branch(value));
      case 'break':
      case 'continue':
        return this.loopControl(value, at);
      case 'template':
        return this.invocation();
      case 'block':
        return this.block();
      case 'end':
        cursor.expect('}}', 'end');
        return { word: 'end' };
      case 'else': {
        const next = cursor.peekToken();
        if (!isWord(next, 'if') && !isWord(next, 'with')) cursor.expect('}}', 'else');
        return { word: 'else' };
      }
      default:
        return cursor.fail(`unexpected <${value}> in command`);
    }
  }

  private loopControl(kind: 'break' | 'continue', at: number): Statement {
    const token = this.cursor.nextToken();
    if (token.kind !== '}}') this.cursor.unexpected(token, `{{${kind}}}`);
    if (this.rangeDepth === 0) this.cursor.fail(`{{${kind}}} outside {{range}}`);
    return { kind, at };
  }

  private branch(kind: 'if' | 'range' | 'with'): Statement {
    const { cursor, pipelines } = this;
    const visible = pipelines.variables.length;
    const pipe = pipelines.pipeline(kind, '}}');
    if (kind === 'range') this.rangeDepth++;
    const [list, end] = this.list();
    if (kind === 'range') this.rangeDepth--;
    const elseList = end.word === 'else' ? this.elseList(kind) : [];
    pipelines.variables.length = visible;
    cursor.actionLine = 0;
    return { kind, at: pipe.at, pipe, list, elseList };
  }

  /** `{{else if …}}` is an `if` inside of the `else` that shares its `{{end}}`. */
  private elseList(kind: 'if' | 'range' | 'with'): readonly Statement[] {
    const { cursor } = this;
    const next = cursor.peekToken();
    if (kind !== 'range' && isWord(next, kind)) {
      cursor.next();
      return [this.pipelines.nested(() => this.branch(kind))];
    }
    const [list, end] = this.list();
    if (end.word !== 'end') cursor.fail(`expected end; found {{${end.word}}}`);
    return list;
  }

  private invocation(): TemplateNode {
    const { cursor } = this;
    const { name, at } = this.templateName(cursor.nextToken(), 'template clause');
    const position = cursor.position;
    let pipe: PipeNode | undefined;
    if (cursor.nextToken().kind !== '}}') {
      cursor.returnTo(position);
      pipe = this.pipelines.pipeline('template clause', '}}');
    }
    return { kind: 'template', at, name, pipe };
  }

  /** Defines a template and executes it in place. */
  private block(): TemplateNode {
    const { name, at } = this.templateName(this.cursor.nextToken(), 'block clause');
    const pipe = this.pipelines.pipeline('block clause', '}}');
    const [body, end] = this.pipelines.nested(() => this.apart(() => this.list()));
    if (end.word !== 'end') this.cursor.fail(`unexpected {{${end.word}}} in block clause`);
    this.define(name, body);
    return { kind: 'template', at, name, pipe };
  }

  private templateName(token: Token, context: string): { name: string; at: number } {
    if (token.kind !== 'string' && token.kind !== 'raw-string') return this.cursor.unexpected(token, context);
    return { name: this.pipelines.unquote(token), at: token.at };
  }
}

const isWord = (token: Token, word: string): boolean => token.kind === 'keyword' && token.value === word;
