import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { LanguageSupport, LRLanguage } from '@codemirror/language';
import { parser } from '@grafana/lezer-logql';
import { styleTags, tags } from '@lezer/highlight';
import { logLabels, logLabelValues } from './api-names';
import { namesOf, offer, openBracket, openQuote, textBefore } from './completion-source';

const language = LRLanguage.define({
  name: 'logql',
  parser: parser.configure({
    props: [
      styleTags({
        String: tags.string,
        'Number Duration Bytes': tags.number,
        LineComment: tags.comment,
        'Identifier LabelName': tags.labelName,
        'By Without On Ignoring GroupLeft GroupRight Bool Offset And Or Unless Unwrap': tags.keyword,
        'RangeOp/... VectorOp/... LabelReplace ConvOp/...': tags.function(tags.variableName),
        'Json Logfmt Pattern Regexp Unpack LineFormat LabelFormat Drop Keep Decolorize': tags.keyword,
        'Eq Neq Re Nre Gtr Gte Lss Lte Eql PipeExact PipeMatch PipePattern Npa Add Sub Mul Div Mod Pow': tags.operator,
      }),
    ],
  }),
  languageData: { closeBrackets: { brackets: ['(', '[', '{', '"', '`'] }, commentTokens: { line: '#' } },
});

const FUNCTIONS: readonly Completion[] = [
  ...namesOf(['rate', 'count_over_time', 'bytes_rate', 'bytes_over_time', 'absent_over_time'], 'function', 'of lines'),
  ...namesOf(
    [
      ...['sum_over_time', 'avg_over_time', 'max_over_time', 'min_over_time', 'first_over_time', 'last_over_time'],
      ...['stdvar_over_time', 'stddev_over_time', 'quantile_over_time', 'rate_counter'],
    ],
    'function',
    'of an unwrapped value',
  ),
  ...namesOf(
    ['sum', 'avg', 'min', 'max', 'stddev', 'stdvar', 'count', 'topk', 'bottomk', 'approx_topk', 'sort', 'sort_desc'],
    'function',
    'aggregation',
  ),
  ...namesOf(['label_replace', 'vector'], 'function'),
];

const STAGES: readonly Completion[] = [
  { label: 'json', type: 'keyword', detail: 'fields of JSON' },
  { label: 'logfmt', type: 'keyword', detail: 'key=value' },
  { label: 'pattern', type: 'keyword', apply: 'pattern `<_>`', detail: 'by a template' },
  { label: 'regexp', type: 'keyword', apply: 'regexp `(?P<name>.*)`', detail: 'by named groups' },
  { label: 'unpack', type: 'keyword', detail: 'what pack has made' },
  { label: 'line_format', type: 'keyword', apply: 'line_format "{{ . }}"', detail: 'another line' },
  { label: 'label_format', type: 'keyword', detail: 'other labels' },
  { label: 'unwrap', type: 'keyword', detail: 'a label as the value' },
  ...namesOf(['drop', 'keep', 'decolorize'], 'keyword'),
];

const FILTERS: readonly Completion[] = [
  { label: '|= ""', type: 'operator', detail: 'line has' },
  { label: '!= ""', type: 'operator', detail: 'line has not' },
  { label: '|~ ""', type: 'operator', detail: 'line matches' },
  { label: '!~ ""', type: 'operator', detail: 'line matches not' },
];

/** LogQL: Grafana's editor grammar; labels, values and stages offered where they can stand. */
export const logql = (): LanguageSupport =>
  new LanguageSupport(language, language.data.of({ autocomplete: completeLogql }));

/** Exported for its test. */
export async function completeLogql(context: CompletionContext): Promise<CompletionResult | null> {
  const { text, start } = textBefore(context);
  const quote = openQuote(text);
  const brace = openBracket(quote === undefined ? text : text.slice(0, quote), '{');
  if (brace !== undefined) return insideSelector(text, start, brace, quote);
  if (quote !== undefined) return null;
  const grouping = /\b(?:by|without|on|ignoring)\s*\(([^)]*,)?\s*(\w*)$/.exec(text);
  if (grouping) return offer(context.pos - grouping[2]!.length, namesOf(await logLabels(), 'property'));
  const stage = /\|\s*(\w*)$/.exec(text);
  if (stage) {
    const labels = namesOf(await logLabels(), 'property', 'label filter');
    return offer(context.pos - stage[1]!.length, [...STAGES, ...labels]);
  }
  if (/\}\s*$/.test(text)) return context.explicit ? offer(context.pos, FILTERS) : null;
  const word = /\w+$/.exec(text);
  return word || context.explicit ? offer(context.pos - (word?.[0].length ?? 0), FUNCTIONS) : null;
}

async function insideSelector(
  text: string,
  start: number,
  brace: number,
  quote: number | undefined,
): Promise<CompletionResult | null> {
  if (quote === undefined) {
    const name = /[{,]\s*(\w*)$/.exec(text);
    return name ? offer(start + text.length - name[1]!.length, namesOf(await logLabels(), 'property')) : null;
  }
  const matcher = /(\w+)\s*(?:=~|!~|!=|=)\s*$/.exec(text.slice(0, quote));
  if (matcher === null) return null;
  const others = text
    .slice(brace + 1, quote - matcher[0].length)
    .replace(/,\s*$/, '')
    .trim();
  const values = await logLabelValues(matcher[1]!, others === '' ? '' : `{${others}}`);
  return offer(start + quote + 1, namesOf(values, 'constant'), /^[^"`]*$/);
}
