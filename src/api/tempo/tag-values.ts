import { generalDigits } from '../../lib/gotemplate/float-digits.js';
import { formatGoDuration } from '../../lib/gotime/duration.js';
import { QuartetError } from '../../model/errors.js';
import { STATUS_NAMES, type Static } from '../../model/static.js';
import type { Field } from '../../traceql/ast.js';
import { parseField } from '../../traceql/parser.js';
import { tagFilter } from '../../traceql/tags/tag-filter.js';
import type { SearchTagValuesResponse, SearchTagValuesV2Response, TagValue } from '../../wire/tempo/tags-response.js';
import { first } from '../form-parameters.js';
import { invalid, unsignedParameter } from './parameters.js';
import type { TempoRequest } from './request.js';
import { tagRange } from './tag-range.js';

/** `GET /api/search/tag/{name}/values`. https://grafana.com/docs/tempo/latest/api_docs/#search-tag-values */
export async function searchTagValues(request: TempoRequest): Promise<SearchTagValuesResponse> {
  const { name } = request;
  const field = WELL_KNOWN.get(name) ?? ({ kind: 'attribute', scope: 'any', name } as const);
  const values = await valuesOf(request, field);
  const texts = values.map((value) => (value.type === 'status' ? statusNumber(value.value) : textOf(value)));
  return { tagValues: [...new Set(withinBytes(texts, request, (text) => text))].sort(), metrics: {} };
}

/** Names that v1 knows as no attributes. */
const WELL_KNOWN: ReadonlyMap<string, Field> = new Map(
  (
    [
      ['name', 'name'],
      ['root.name', 'rootName'],
      ['root.service.name', 'rootServiceName'],
      ['status.code', 'status'],
    ] as const
  ).map(([name, intrinsic]) => [name, { kind: 'intrinsic', intrinsic, text: intrinsic }]),
);

const statusNumber = (status: (typeof STATUS_NAMES)[number]): string => String(STATUS_NAMES.indexOf(status));

/** `GET /api/v2/search/tag/{name}/values`. https://grafana.com/docs/tempo/latest/api_docs/#search-tag-values-v2 */
export async function searchTagValuesV2(request: TempoRequest): Promise<SearchTagValuesV2Response> {
  const values = await valuesOf(request, fieldOf(request.name));
  const typed = values.map((value): TagValue => {
    const text = textOf(value);
    return { type: typeOf(value), ...(text !== '' && { value: text }) };
  });
  return { tagValues: withinBytes(typed, request, ({ type, value = '' }) => type + value), metrics: {} };
}

function fieldOf(name: string): Field {
  try {
    // What a parent has some span has.
    return parseField(name) ?? parseField(name.replace(/^parent(?=\.)/, '').replace(/^\.(?=(span|resource)\.)/, ''))!;
  } catch (error) {
    if (!(error instanceof QuartetError)) throw error;
    throw invalid(`please provide a valid tagName: ${error.message}`);
  }
}

/** Values that one answer may have where nothing else bounds it. */
const MAX_VALUES = 1_000_000;

async function valuesOf(request: TempoRequest, field: Field): Promise<Static[]> {
  const { context, tenant, parameters, limits, allowed } = request;
  const range = tagRange(parameters, context.now(), allowed.maxSearchDuration);
  const limit = unsignedParameter(parameters, 'limit') || MAX_VALUES;
  const filter = tagFilter(first(parameters, 'q') ?? '');
  return context.traceTags.values({ tenant, filter, range, field, limit, limits });
}

/** As many values as `max_bytes_per_tag_values_query` allows. */
function withinBytes<T>(values: readonly T[], { allowed }: TempoRequest, text: (value: T) => string): readonly T[] {
  let left = allowed.maxBytesPerTagValuesQuery;
  const end = values.findIndex((value) => {
    left -= Buffer.byteLength(text(value));
    return left < 0;
  });
  return end < 0 ? values : values.slice(0, end);
}

const typeOf = ({ type }: Static): string => (type === 'status' || type === 'kind' ? 'keyword' : type);

/** A value as it could stand in a query, texts without quotes: a whole float keeps a fraction. */
function textOf(value: Static): string {
  switch (value.type) {
    case 'nil':
    case 'array':
      return '';
    case 'float':
      return floatText(value.value);
    case 'duration':
      return formatGoDuration(BigInt(value.value));
    default:
      return String(value.value);
  }
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const digits = generalDigits(value, undefined);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
