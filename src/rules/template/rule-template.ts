import { toWellFormed } from '../../lib/go-bytes.js';
import { BUILTIN_FUNCTIONS } from '../../lib/gotemplate/builtin-functions.js';
import { Execution } from '../../lib/gotemplate/execute.js';
import { type Definitions, parseDefinitions } from '../../lib/gotemplate/parser.js';
import { prometheusFunctions } from '../../lib/gotemplate/prometheus-functions.js';
import { State } from '../../lib/gotemplate/state.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { type TemplateFunctions, TextMap, type Value, ValueMap } from '../../lib/gotemplate/value.js';
import { type Labels, labelsToObject } from '../../model/labels.js';
import type { RuleSample } from '../rule-query.js';
import { NUMBER_FUNCTIONS } from './number-functions.js';
import { SAMPLE_FUNCTIONS, sampleValues } from './query-functions.js';
import { TEXT_FUNCTIONS } from './text-functions.js';
import { TIME_FUNCTIONS } from './time-functions.js';

/** Variables that every template of a rule has. */
const VARIABLES =
  '{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}';

/** Bounds of one expansion. */
const LIMITS = { steps: 200_000, characters: 1 << 20 };
const MAX_QUERIES = 50;
const MAX_TMPL_CALLS = 100;

/** What a template is expanded for. */
export interface TemplateSubject {
  readonly labels: Labels;
  readonly value: number;
  readonly externalLabels: Labels;
  /** Without a slash at its end. */
  readonly externalUrl: string;
  /** Time of the evaluation. */
  readonly ms: number;
  readonly query: (expression: string) => Promise<readonly RuleSample[]>;
}

/** Functions that do not look at what a template is expanded for. */
const PURE: TemplateFunctions = {
  ...BUILTIN_FUNCTIONS,
  ...prometheusFunctions(),
  ...NUMBER_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...SAMPLE_FUNCTIONS,
  ...TEXT_FUNCTIONS,
};

const OF_SUBJECT = ['query', 'now', 'externalURL', 'pathPrefix', 'tmpl'] as const;

const isFunction = (name: string): boolean =>
  Object.hasOwn(PURE, name) || (OF_SUBJECT as readonly string[]).includes(name);

/** Ends an execution that asks for what is not known yet. */
class UnknownAnswer extends Error {
  constructor(readonly expression: string) {
    super('a query of a template has no answer yet');
  }
}

/**
 * The value of a label or an annotation, as a template.
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export class RuleTemplate {
  private readonly definitions: Definitions | undefined;

  /** Throws `TemplateError` where `text` is no template. `name` is what errors call it. */
  constructor(
    private readonly name: string,
    private readonly text: string,
  ) {
    this.definitions = text.includes('{{') ? parseDefinitions(name, VARIABLES + text, isFunction) : undefined;
  }

  /** It may ask for any series. */
  get asksQueries(): boolean {
    return this.definitions !== undefined && this.text.includes('query');
  }

  /**
   * What it prints. Throws `TemplateError`, and what a query rejects with. Templates run without waiting: one that asks a
   * query is begun anew with the answer.
   */
  async expand(subject: TemplateSubject): Promise<string> {
    if (this.definitions === undefined) return this.text;
    const answers = new Map<string, readonly Value[]>();
    for (;;) {
      try {
        return this.execute(subject, answers);
      } catch (error) {
        if (!(error instanceof UnknownAnswer)) throw error;
        if (answers.size >= MAX_QUERIES) throw new TemplateError(`a template may ask ${MAX_QUERIES} queries`);
        answers.set(error.expression, sampleValues(await subject.query(error.expression)));
      }
    }
  }

  private execute(subject: TemplateSubject, answers: ReadonlyMap<string, readonly Value[]>): string {
    const functions: TemplateFunctions = {
      ...PURE,
      ...subjectFunctions(subject, answers),
      tmpl: { parameters: ['string', 'any'], call: ([name, data]) => this.run(functions, name, data, depth()) },
    };
    const depth = depthCounter();
    return toWellFormed(this.run(functions, this.name, dataOf(subject), 0));
  }

  private run(functions: TemplateFunctions, name: string, data: Value, depth: number): string {
    const definitions = this.definitions!;
    const root = definitions.get(name);
    if (root === undefined) throw new TemplateError(`template ${JSON.stringify(name)} not defined`);
    if (depth > MAX_TMPL_CALLS) throw new TemplateError(`a template may call tmpl ${MAX_TMPL_CALLS} times`);
    const state = new State(root, name, functions, 'zero', LIMITS);
    state.variables.push({ name: '$', value: data });
    const execution = new Execution((called) => definitions.get(called), state, undefined);
    execution.list(data, root.body);
    return execution.output;
  }
}

/** Counts calls: templates that call each other without end are ended. */
function depthCounter(): () => number {
  let calls = 0;
  return () => ++calls;
}

const textMap = (labels: Labels): TextMap => new TextMap(new Map(Object.entries(labelsToObject(labels))));

const dataOf = ({ labels, value, externalLabels, externalUrl }: TemplateSubject): Value =>
  new ValueMap(
    new Map<string, Value>([
      ['Labels', textMap(labels)],
      ['ExternalLabels', textMap(externalLabels)],
      ['ExternalURL', externalUrl],
      ['Value', value],
    ]),
  );

function subjectFunctions(
  { externalUrl, ms }: TemplateSubject,
  answers: ReadonlyMap<string, readonly Value[]>,
): TemplateFunctions {
  return {
    query: {
      parameters: ['string'],
      call: ([expression]) => {
        const answer = answers.get(expression);
        if (answer === undefined) throw new UnknownAnswer(expression);
        return answer;
      },
    },
    now: { parameters: [], call: () => ms / 1000 },
    externalURL: { parameters: [], call: () => externalUrl },
    pathPrefix: { parameters: [], call: () => (URL.canParse(externalUrl) ? new URL(externalUrl).pathname : '') },
  };
}
