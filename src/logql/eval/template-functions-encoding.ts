import { readByteSize } from '../../lib/byte-size.js';
import { decodeBase64 } from '../../lib/go-base64.js';
import { goBytes, textOfGoBytes, toWellFormed } from '../../lib/go-bytes.js';
import { escapeQuery, unescapeQuery } from '../../lib/gotemplate/escape.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { isTrue, type TemplateFunctions, type Value, ValueMap } from '../../lib/gotemplate/value.js';

/** Lists and objects in each other beyond which a document is refused. */
const MAX_DEPTH = 500;

function fromJson(text: string): Value {
  try {
    return templateValue(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

function templateValue(json: unknown, depth: number): Value {
  if (depth > MAX_DEPTH) throw new TemplateError('document is too deep');
  if (json === null) return undefined;
  if (typeof json === 'string') return toWellFormed(json);
  if (json === Number.POSITIVE_INFINITY || json === Number.NEGATIVE_INFINITY)
    throw new TemplateError('number out of range');
  if (typeof json === 'number' || typeof json === 'boolean') return json;
  if (Array.isArray(json)) return json.map((one) => templateValue(one, depth + 1));
  const pairs = Object.entries(json as object).map(
    ([key, value]) => [toWellFormed(key), templateValue(value, depth + 1)] as const,
  );
  return new ValueMap(new Map(pairs));
}

/** Encodings and conversions. https://grafana.com/docs/loki/latest/query/template_functions/#string-manipulation */
export const ENCODING_FUNCTIONS: TemplateFunctions = {
  b64enc: { parameters: ['string'], call: ([text]) => goBytes(text).toString('base64') },
  /** What is wrong with the text stands in the place of the result. */
  b64dec: {
    parameters: ['string'],
    call: ([text]) => {
      const decoded = decodeBase64(text);
      return 'bytes' in decoded ? textOfGoBytes(decoded.bytes) : decoded.problem;
    },
  },
  urlencode: { parameters: ['string'], call: ([text]) => escapeQuery(text) },
  urldecode: { parameters: ['string'], call: ([text]) => unescapeQuery(text) },
  /** Nil for what is no JSON. */
  fromJson: { parameters: ['string'], call: ([text]) => fromJson(text) },
  bytes: {
    parameters: ['string'],
    call: ([text]) => {
      const size = readByteSize(text);
      if ('problem' in size) throw new TemplateError(size.problem);
      return size.value;
    },
  },
  default: {
    parameters: ['any'],
    variadic: 'any',
    call: ([otherwise, value]) => (isTrue(value) ? value : otherwise),
  },
};
