import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { LanguageSupport, LRLanguage } from '@codemirror/language';
import { parser } from '@grafana/lezer-traceql';
import { styleTags, tags } from '@lezer/highlight';
import { spanAttributes, spanAttributeValues } from './api-names';
import { namesOf, offer, openBracket, openQuote, textBefore } from './completion-source';

const language = LRLanguage.define({
  name: 'traceql',
  parser: parser.configure({
    props: [
      styleTags({
        String: tags.string,
        'Integer Float Duration': tags.number,
        'LineComment BlockComment': tags.comment,
        'IntrinsicField/... AttributeField/... Identifier': tags.labelName,
        'Parent Resource Span Event Link Instrumentation': tags.modifier,
        'Aggregate/... MetricsAggregatorFunctionType/... MetricsOverTimeType/...': tags.function(tags.variableName),
        'And Or Gt Lt Desc Anc UnionStructuralOp FieldOp ComparisonOp ScalarOp Pipe': tags.operator,
        With: tags.keyword,
      }),
    ],
  }),
  languageData: { closeBrackets: { brackets: ['(', '{', '"', '`'] }, commentTokens: { line: '//' } },
});

const PIPELINE: readonly Completion[] = [
  ...namesOf(['count()', 'avg()', 'min()', 'max()', 'sum()'], 'function', 'of the spans of a trace'),
  ...namesOf(['by()', 'coalesce()', 'select()'], 'function', 'span sets'),
  ...namesOf(
    [
      ...['rate()', 'count_over_time()', 'min_over_time()', 'max_over_time()', 'avg_over_time()', 'sum_over_time()'],
      ...['quantile_over_time(duration, .95)', 'histogram_over_time(duration)', 'compare({ status = error })'],
      ...['topk(10)', 'bottomk(10)'],
    ],
    'function',
    'metrics',
  ),
];

const SCOPES = namesOf(['resource.', 'span.', 'event.', 'link.', 'instrumentation.', 'parent.'], 'keyword', 'scope');

const FIXED_VALUES: Readonly<Record<string, readonly string[]>> = {
  status: ['error', 'ok', 'unset'],
  kind: ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'],
};

/** TraceQL: Grafana's editor grammar; attributes and values offered where they can stand. */
export const traceql = (): LanguageSupport =>
  new LanguageSupport(language, language.data.of({ autocomplete: completeTraceql }));

/** Exported for its test. */
export async function completeTraceql(context: CompletionContext): Promise<CompletionResult | null> {
  const { text } = textBefore(context);
  if (openQuote(text) !== undefined) return null;
  if (openBracket(text, '{') !== undefined) {
    const value = /([\w.:"-]+)\s*(?:=~|!~|!=|=|>=|<=|>|<)\s*(\w*)$/.exec(text);
    if (value) return offer(context.pos - value[2]!.length, namesOf(await valuesOf(value[1]!), 'constant'), /^\S*$/);
    const name = /[\w.:-]*$/.exec(text)![0];
    if (name === '' && !context.explicit && !/[{(|&]\s*$/.test(text)) return null;
    return offer(context.pos - name.length, [...namesOf(await spanAttributes(), 'property'), ...SCOPES]);
  }
  const grouping = /\b(?:by|select)\s*\(([^)]*,)?\s*([\w.:-]*)$/.exec(text);
  if (grouping) return offer(context.pos - grouping[2]!.length, namesOf(await spanAttributes(), 'property'));
  const stage = /\|\s*(\w*)$/.exec(text);
  if (stage) return offer(context.pos - stage[1]!.length, PIPELINE, /^[\w(]*$/);
  return context.explicit ? offer(context.pos, [{ label: '{  }', type: 'text', detail: 'spans' }]) : null;
}

const valuesOf = (attribute: string): Promise<readonly string[]> =>
  attribute in FIXED_VALUES ? Promise.resolve(FIXED_VALUES[attribute]!) : spanAttributeValues(attribute);
