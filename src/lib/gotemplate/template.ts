import { toWellFormed } from '../go-bytes.js';
import { BUILTIN_FUNCTIONS } from './builtin-functions.js';
import { Execution } from './execute.js';
import { type Definitions, parseDefinitions } from './parser.js';
import { type MissingKey, State, type TemplateLimits } from './state.js';
import type { TemplateFunctions, Value } from './value.js';

export interface TemplateOptions {
  /** In addition to the built-in ones, which it may replace. */
  readonly functions?: TemplateFunctions;
  readonly missingKey?: MissingKey;
  readonly limits?: Partial<TemplateLimits>;
}

const DEFAULT_LIMITS: TemplateLimits = { steps: 1_000_000, characters: 4 * 1024 * 1024 };

/**
 * A template of Go's text/template: parsed once, executed on many values. Functions come as a table.
 * https://pkg.go.dev/text/template
 */
export class Template {
  private readonly definitions: Definitions;
  private readonly functions: TemplateFunctions;
  private readonly missingKey: MissingKey;
  private readonly limits: TemplateLimits;

  /** Throws `TemplateError` where `source` is no template. `name` is what errors call it. */
  constructor(
    readonly name: string,
    private readonly source: string,
    { functions = {}, missingKey = 'invalid', limits = {} }: TemplateOptions = {},
  ) {
    const known = { ...BUILTIN_FUNCTIONS, ...functions };
    this.functions = known;
    this.missingKey = missingKey;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.definitions = parseDefinitions(name, source, (word) => Object.hasOwn(known, word));
  }

  /** What the template prints for `data`. Throws `TemplateError` for what fails on it and where a limit is reached. */
  execute(data: Value): string {
    const state = new State(this.name, this.source, this.functions, this.missingKey, this.limits);
    state.variables.push({ name: '$', value: data });
    const execution = new Execution(this.definitions, state);
    execution.list(data, this.definitions.get(this.name)!);
    return toWellFormed(execution.output);
  }
}
