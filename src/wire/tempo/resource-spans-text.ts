import type { StoredSpan } from '../../model/stored-span.js';
import { groupSpans, type ResourceGroup } from '../otlp/trace-groups.js';
import { type SpanJsonForm, tracesJson } from '../otlp/traces-encode-json.js';

/** Spans that are made JSON of at once, which takes about a millisecond. */
const SPANS_AT_ONCE = 64;

export interface ResourceSpansTextOptions {
  readonly form?: SpanJsonForm | undefined;
  /** What is shown of a span. */
  readonly shown?: (span: StoredSpan) => StoredSpan;
}

/** The JSON of `tracesJson` in pieces, so that a long trace is never there as a whole but as spans. */
export function* resourceSpansText(
  spans: readonly StoredSpan[],
  { form, shown = (span) => span }: ResourceSpansTextOptions = {},
): Generator<string> {
  yield '[';
  let separator = '';
  for (const group of groupSpans(spans)) {
    yield separator;
    yield* groupText(group, (some) => tracesJson(some.map(shown), form)[0]!);
    separator = ',';
  }
  yield ']';
}

type Encode = (spans: readonly StoredSpan[]) => ReturnType<typeof tracesJson>[number];

function* groupText({ scopes }: ResourceGroup, encode: Encode): Generator<string> {
  const { resource, schemaUrl } = encode(scopes[0]!.spans.slice(0, 1));
  yield `{"resource":${JSON.stringify(resource)},"scopeSpans":[`;
  for (const [i, { spans }] of scopes.entries()) {
    const ofScope = encode(spans.slice(0, 1)).scopeSpans[0]!;
    yield `${i === 0 ? '' : ','}{"scope":${JSON.stringify(ofScope.scope)},"spans":[`;
    for (let at = 0; at < spans.length; at += SPANS_AT_ONCE) {
      const text = JSON.stringify(encode(spans.slice(at, at + SPANS_AT_ONCE)).scopeSpans[0]!.spans);
      yield (at === 0 ? '' : ',') + text.slice(1, -1);
    }
    yield `]${schemaUrlText(ofScope.schemaUrl)}}`;
  }
  yield `]${schemaUrlText(schemaUrl)}}`;
}

const schemaUrlText = (url: string | undefined): string =>
  url === undefined ? '' : `,"schemaUrl":${JSON.stringify(url)}`;
