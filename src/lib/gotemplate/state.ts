import { quoteGo } from '../go-quote.js';
import type { CommandNode, Operand, Statement } from './nodes.js';
import type { Definition } from './parser.js';
import { printNode } from './print-node.js';
import { LocatedError, TemplateError, TemplateStepsError } from './template-error.js';
import type { Room, TemplateFunctions, Value } from './value.js';

/** Bounds of one execution. */
export interface TemplateLimits {
  /** Statements, operands and calls, and one more for each `SIZE_PER_STEP` of what a call is given and makes. */
  readonly steps: number;
  /** Characters of the output, and of each text that a function makes. */
  readonly characters: number;
}

/** What several executions may take together. */
export interface StepAllowance {
  steps: number;
}

/** Characters of a text, elements of a list. */
export const SIZE_PER_STEP = 64;

/** Templates, pipelines and calls in each other. */
const MAX_DEPTH = 400;

/** What a field of a map is that has no such key: nil (printed `<no value>`), the zero value of the map's type, an error. */
export type MissingKey = 'invalid' | 'zero' | 'error';

export interface Variable {
  readonly name: string;
  value: Value;
}

export type Located = Statement | CommandNode | Operand;

/** One execution of a template: where it is, what it has used up, its variables. */
export class State implements Room {
  /** The name of the template that is executed, which a defined one changes. */
  executing: string;
  variables: Variable[] = [];
  private at: Located | undefined;
  private depth = 0;
  private steps: number;

  constructor(
    /** Where the template stands that is executed. */
    public origin: Pick<Definition, 'file' | 'source'>,
    executing: string,
    readonly functions: TemplateFunctions,
    readonly missingKey: MissingKey,
    private readonly limits: TemplateLimits,
    private readonly allowance: StepAllowance = { steps: limits.steps },
  ) {
    this.executing = executing;
    this.steps = Math.min(limits.steps, allowance.steps);
  }

  /** Notes which node is evaluated: an error names it. */
  visit(node: Located): void {
    this.at = node;
    this.spendSteps(1);
  }

  enter(): void {
    if (++this.depth > MAX_DEPTH) this.fail(`exceeded maximum template depth (${MAX_DEPTH})`);
  }

  leave(): void {
    this.depth--;
  }

  /** Counts what a function is given or has made. */
  spend(value: unknown): void {
    if (typeof value !== 'string' && !Array.isArray(value)) return;
    if (typeof value === 'string') this.checkLength(value.length);
    this.spendSteps(Math.floor(value.length / SIZE_PER_STEP));
  }

  spendSteps(steps: number): void {
    this.steps -= steps;
    this.allowance.steps -= steps;
    if (this.steps >= 0) return;
    throw new TemplateStepsError(this.located(`template takes more than ${this.limits.steps} steps`));
  }

  checkLength(characters: number): void {
    if (characters <= this.limits.characters) return;
    throw new TemplateError(`text is longer than ${this.limits.characters} characters`);
  }

  checkOutput(characters: number): void {
    if (characters > this.limits.characters) this.fail(`output is longer than ${this.limits.characters} characters`);
  }

  variable(name: string): Variable {
    for (let i = this.variables.length - 1; i >= 0; i--) {
      if (this.variables[i]!.name === name) return this.variables[i]!;
    }
    return this.fail(`undefined variable: ${name}`);
  }

  /** Throws with the place: `template: name:line:column: executing "name" at <node>: message`. */
  fail(message: string): never {
    throw new LocatedError(this.located(message));
  }

  /** The column is in bytes, from 0. */
  private located(message: string): string {
    const { at, origin } = this;
    if (at === undefined) return `template: ${this.executing}: ${message}`;
    const before = origin.source.slice(0, at.at);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.split('\n').length;
    const column = Buffer.byteLength(before.slice(lineStart));
    return `template: ${origin.file}:${line}:${column}: executing ${quoteGo(this.executing)} at <${printNode(at)}>: ${message}`;
  }
}
