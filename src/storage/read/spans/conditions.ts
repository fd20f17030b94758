import { RESOURCE_LABELS } from '../../../model/spans.js';
import type { SpanCondition, SpanField } from '../../span-interface.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import { type Comparison, intrinsicJudge } from './comparisons.js';
import { eventTexts, INTRINSIC_COLUMNS, type IntrinsicColumn, linkTexts } from './intrinsics.js';
import { ALWAYS, allOf, anyOf, NEVER, not, type Predicate } from './predicate.js';
import type { SpanQuery } from './span-query.js';
import type { SpanResources } from './span-resources.js';
import { anyTagged, anyValue, mapValue } from './tagged-values.js';

type Attribute = Extract<SpanField, { kind: 'attribute' }>;

/** What is asked of a field: a comparison, or that there is a value. */
type Question = Comparison | 'present';

const PREFIX = { resource: RESOURCE_LABELS.resourcePrefix, instrumentation: RESOURCE_LABELS.scopePrefix } as const;
export const SCOPE_LABELS = {
  'instrumentation:name': RESOURCE_LABELS.scopeName,
  'instrumentation:version': RESOURCE_LABELS.scopeVersion,
} as const;

/** The label under which an attribute of a resource or a scope stands. */
export const resourceLabel = (scope: 'resource' | 'instrumentation', name: string): string => PREFIX[scope] + name;

/** Conditions on spans as SQL over the table `spans`. Throws `invalid_argument` for a pattern that is none. */
export class ConditionCompiler {
  private readonly resources: SpanResources;

  constructor(private readonly query: Pick<SpanQuery, 'attribute' | 'resources'>) {
    this.resources = query.resources;
  }

  async compile(condition: SpanCondition): Promise<Predicate> {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        // One after another: each may ask the engine, where others wait too.
        const parts: Predicate[] = [];
        for (const part of condition.conditions) parts.push(await this.compile(part));
        return condition.kind === 'all' ? allOf(parts) : anyOf(parts);
      }
      case 'compare':
        return this.field(condition.field, condition);
      case 'present':
        return this.field(condition.field, 'present');
      case 'absent':
        return not(await this.field(condition.field, 'present'));
    }
  }

  private field(field: SpanField, question: Question): Predicate | Promise<Predicate> {
    if (field.kind === 'attribute') return ATTRIBUTES[field.scope](this, field.name, question);
    const { name } = field;
    if (name === 'instrumentation:name' || name === 'instrumentation:version') {
      if (question === 'present') return ALWAYS;
      return this.resources.where(intrinsicJudge('string', question)(`labels['${SCOPE_LABELS[name]}']`));
    }
    const padded = name === 'trace:id' ? paddedId(question) : question;
    return this.intrinsic(INTRINSIC_COLUMNS[name], padded, name);
  }

  private intrinsic({ type, sql, each = false }: IntrinsicColumn, question: Question, name: string): Predicate {
    if (question === 'present') return each ? `notEmpty(${sql})` : ALWAYS;
    const exact = ID_COLUMNS[name];
    const { op, value } = question;
    if (exact !== undefined && op === '=' && value.type === 'string') {
      const isId = value.value.length === exact.digits && /^[0-9a-f]+$/.test(value.value);
      if (isId) return `${exact.column} = unhex(${typedLiteral('String', value.value)})`;
    }
    const judge = intrinsicJudge(type, question);
    if (judge('x') === NEVER) return NEVER;
    return each ? `arrayExists(x -> ${judge('x')}, ${sql})` : judge(sql);
  }

  resource(scope: 'resource' | 'instrumentation', name: string, question: Question): Promise<Predicate> {
    return this.resources.where(tagged(mapValue('labels', resourceLabel(scope, name)), question));
  }

  async span(name: string, question: Question): Promise<Predicate> {
    const attribute = await this.query.attribute(name);
    return question === 'present' ? attribute.isPresent : attribute.meets(question);
  }

  texts(of: typeof eventTexts, name: string, question: Question): Predicate {
    return tagged(of(name), question);
  }
}

type AttributeConditions = Record<
  Attribute['scope'],
  (compiler: ConditionCompiler, name: string, question: Question) => Predicate | Promise<Predicate>
>;

const ATTRIBUTES: AttributeConditions = {
  span: (compiler, name, question) => compiler.span(name, question),
  resource: (compiler, name, question) => compiler.resource('resource', name, question),
  instrumentation: (compiler, name, question) => compiler.resource('instrumentation', name, question),
  event: (compiler, name, question) => compiler.texts(eventTexts, name, question),
  link: (compiler, name, question) => compiler.texts(linkTexts, name, question),
  async any(compiler, name, question) {
    const ofResource = await compiler.resource('resource', name, question);
    const ofSpan = await compiler.span(name, question);
    if (ofResource === NEVER) return ofSpan;
    if (question === 'present') return anyOf([ofSpan, ofResource]);
    return anyOf([ofSpan, allOf([not(await compiler.span(name, 'present')), ofResource])]);
  },
};

const tagged = (texts: string, question: Question): Predicate =>
  question === 'present' ? anyValue(texts) : anyTagged(texts, question);

/** Ids whose columns have indexes or are narrow: compared as they are stored. */
const ID_COLUMNS: Readonly<Record<string, { readonly column: string; readonly digits: number }>> = {
  'trace:id': { column: 'trace_id', digits: 32 },
  'span:id': { column: 'span_id', digits: 16 },
};

/** Trace ids may be written without their leading zeros. */
function paddedId(question: Question): Question {
  if (question === 'present' || question.value.type !== 'string') return question;
  if (question.op === '=~' || question.op === '!~' || question.value.value === '') return question;
  return { ...question, value: { type: 'string', value: question.value.value.padStart(32, '0') } };
}
