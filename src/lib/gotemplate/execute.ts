import { quoteGo } from '../go-quote.js';
import { evaluatePipe } from './evaluate.js';
import type { HtmlPlace } from './html-place.js';
import type { ActionNode, RangeNode, Statement, TemplateNode } from './nodes.js';
import type { Definition } from './parser.js';
import { printNode } from './print-node.js';
import { printValue } from './print-value.js';
import type { State } from './state.js';
import { GoFunction, GoMap, integerOf, isList, isTrue, typeName, type Value } from './value.js';

/** How a list of statements ended. */
type Outcome = 'done' | 'break' | 'continue';

/** Executes statements and gathers what they print. */
export class Execution {
  output = '';

  constructor(
    private readonly find: (name: string) => Definition | undefined,
    private readonly state: State,
    private readonly html: HtmlPlace | undefined,
  ) {}

  list(dot: Value, statements: readonly Statement[]): Outcome {
    const visible = this.state.variables.length;
    let outcome: Outcome = 'done';
    for (const statement of statements) {
      outcome = this.statement(dot, statement);
      if (outcome !== 'done') break;
    }
    this.state.variables.length = visible;
    return outcome;
  }

  private statement(dot: Value, node: Statement): Outcome {
    this.state.visit(node);
    switch (node.kind) {
      case 'text':
        this.html?.pass(node.text);
        this.write(node.text);
        return 'done';
      case 'action':
        this.action(dot, node);
        return 'done';
      case 'if':
        return this.scoped(() =>
          this.list(dot, isTrue(evaluatePipe(this.state, dot, node.pipe)) ? node.list : node.elseList),
        );
      case 'with':
        return this.scoped(() => {
          const value = evaluatePipe(this.state, dot, node.pipe);
          return isTrue(value) ? this.list(value, node.list) : this.list(dot, node.elseList);
        });
      case 'range':
        return this.scoped(() => this.range(dot, node));
      case 'template':
        this.invoke(dot, node);
        return 'done';
      default:
        return node.kind;
    }
  }

  /** Variables that a pipeline declares are gone behind the `end`. */
  private scoped(run: () => Outcome): Outcome {
    const { state } = this;
    const visible = state.variables.length;
    state.enter();
    const outcome = run();
    state.leave();
    state.variables.length = visible;
    return outcome;
  }

  private write(text: string): void {
    this.output += text;
    this.state.checkOutput(this.output.length);
  }

  private action(dot: Value, node: ActionNode): void {
    const value = evaluatePipe(this.state, dot, node.pipe);
    if (node.pipe.variables.length > 0) return;
    this.state.visit(node);
    if (this.html !== undefined && !(value instanceof GoFunction)) {
      this.state.spend(value);
      this.write(this.html.escape(value, lastFunction(node)));
      return;
    }
    if (typeof value === 'string') {
      this.write(value);
      return;
    }
    if (value instanceof GoFunction) this.state.fail(`can't print ${printNode(node)} of type ${typeName(value)}`);
    this.write(value === undefined ? '<no value>' : printValue(value));
  }

  /** Over lists, maps in the order of their keys, and the numbers from 0 to one less than an integer. */
  private range(dot: Value, node: RangeNode): Outcome {
    const { state } = this;
    const outer = state.variables.length;
    const value = evaluatePipe(state, dot, node.pipe);
    const declared = state.variables.slice(outer);
    let count = 0;
    for (const [key, element] of this.elements(value, node)) {
      count++;
      state.visit(node);
      this.setRangeVariables(node, key, element, declared.length);
      const outcome = this.list(element, node.list);
      if (outcome === 'break') break;
    }
    return count === 0 ? this.list(dot, node.elseList) : 'done';
  }

  private setRangeVariables(node: RangeNode, key: Value, element: Value, declared: number): void {
    const { state } = this;
    const names = node.pipe.variables;
    const values = names.length === 1 ? [element] : [key, element];
    for (const [i, name] of names.entries()) {
      if (declared > 0) state.variables[state.variables.length - declared + i]!.value = values[i];
      else state.variable(name).value = values[i];
    }
  }

  private *elements(value: Value, node: RangeNode): Generator<readonly [Value, Value]> {
    if (value === undefined) return;
    if (isList(value)) {
      for (const [i, element] of value.entries()) yield [BigInt(i), element];
      return;
    }
    if (value instanceof GoMap) {
      this.state.spendSteps(value.size);
      yield* value.sorted();
      return;
    }
    const integer = integerOf(value);
    if (integer === undefined) {
      this.state.fail(`range can't iterate over ${printValue(value)}`);
    } else {
      if (node.pipe.variables.length > 1)
        this.state.fail(`can't use ${printValue(value)} to iterate over more than one variable`);
      for (let i = 0n; i < integer; i++) yield [i, i];
    }
  }

  private invoke(dot: Value, node: TemplateNode): void {
    const { state } = this;
    const { body, file, source } = this.find(node.name) ?? state.fail(`template ${quoteGo(node.name)} not defined`);
    const value = node.pipe === undefined ? undefined : evaluatePipe(state, dot, node.pipe);
    const { executing, variables, origin } = state;
    state.enter();
    state.origin = { file, source };
    state.executing = node.name;
    state.variables = [{ name: '$', value }];
    this.list(value, body);
    state.executing = executing;
    state.variables = variables;
    state.origin = origin;
    state.leave();
  }
}

/** The function that a pipeline ends with. */
function lastFunction({ pipe }: ActionNode): string | undefined {
  const operand = pipe.commands.at(-1)?.operands[0];
  return operand?.kind === 'identifier' ? operand.name : undefined;
}
