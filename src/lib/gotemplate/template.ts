import { toWellFormed } from '../go-bytes.js';
import { BUILTIN_FUNCTIONS } from './builtin-functions.js';
import { Execution } from './execute.js';
import { HtmlPlace } from './html-place.js';
import { type Definitions, parseDefinitions } from './parser.js';
import { type MissingKey, State, type StepAllowance, type TemplateLimits } from './state.js';
import type { TemplateLibrary } from './template-library.js';
import type { TemplateFunctions, Value } from './value.js';

export interface TemplateOptions {
  /** In addition to the built-in ones, which it may replace. */
  readonly functions?: TemplateFunctions;
  readonly missingKey?: MissingKey;
  readonly limits?: Partial<TemplateLimits>;
  /** Templates that it may call, unless it defines one of that name. Their functions are known to it too. */
  readonly library?: TemplateLibrary;
  /** It makes HTML: values are escaped as their places need it. https://pkg.go.dev/html/template */
  readonly html?: boolean;
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
  private readonly library: TemplateLibrary | undefined;
  private readonly html: boolean;

  /** Throws `TemplateError` where `source` is no template. `name` is what errors call it. */
  constructor(
    readonly name: string,
    source: string,
    { functions = {}, missingKey = 'invalid', limits = {}, library, html = false }: TemplateOptions = {},
  ) {
    const known = { ...BUILTIN_FUNCTIONS, ...library?.functions, ...functions };
    this.library = library;
    this.html = html;
    this.functions = known;
    this.missingKey = missingKey;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.definitions = parseDefinitions(name, source, (word) => Object.hasOwn(known, word));
  }

  /**
   * What the template prints for `data`. Throws `TemplateError` for what fails on it and where a limit is reached. `allowance`
   * shrinks by what this execution takes, and is a limit of its own.
   */
  execute(data: Value, allowance?: StepAllowance): string {
    const { definitions, library } = this;
    const root = definitions.get(this.name)!;
    const state = new State(root, this.name, this.functions, this.missingKey, this.limits, allowance);
    state.variables.push({ name: '$', value: data });
    const execution = new Execution(
      (name) => definitions.get(name) ?? library?.get(name),
      state,
      this.html ? new HtmlPlace() : undefined,
    );
    execution.list(data, root.body);
    state.spend(execution.output);
    return toWellFormed(execution.output);
  }
}
