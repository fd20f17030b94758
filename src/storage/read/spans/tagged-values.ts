import { typedLiteral } from '../../sql/typed-literal.js';
import { type Comparison, type ScalarType, scalarJudge } from './comparisons.js';
import { anyOf, NEVER, type Predicate } from './predicate.js';

/** How a type looks as tagged text (`model/attributes.ts`) and as an element of an array in OTLP's JSON. */
interface TaggedType {
  readonly tag: string;
  readonly member: string;
  /** The value of a text of this tag. */
  readonly ofText: (text: string) => string;
  /** The value of an element. */
  readonly ofElement: (element: string) => string;
}

const TAGGED: Record<ScalarType, TaggedType> = {
  string: {
    tag: 's',
    member: 'stringValue',
    ofText: (text) => `substring(${text}, 2)`,
    ofElement: (element) => `JSONExtractString(${element}, 'stringValue')`,
  },
  int: {
    tag: 'i',
    member: 'intValue',
    ofText: (text) => `toInt64OrZero(substring(${text}, 2))`,
    ofElement: (element) => `JSONExtract(${element}, 'intValue', 'Int64')`,
  },
  float: {
    tag: 'd',
    member: 'doubleValue',
    ofText: (text) => `toFloat64OrZero(substring(${text}, 2))`,
    ofElement: (element) => `JSONExtract(${element}, 'doubleValue', 'Float64')`,
  },
  bool: {
    tag: 'b',
    member: 'boolValue',
    ofText: (text) => `(${text} = 'btrue')`,
    ofElement: (element) => `JSONExtractBool(${element}, 'boolValue')`,
  },
};

const elements = (text: string): string => `JSONExtractArrayRaw(substring(${text}, 2), 'arrayValue', 'values')`;

/** Whether the elements of an array are of one type: only then is it a value to a query. */
const areAll = (text: string, { member }: TaggedType): string =>
  `arrayAll(x -> JSONHas(x, '${member}'), ${elements(text)})`;

/** Whether one of the tagged texts of an array meets a comparison; `texts`: SQL of type Array(String). */
export function anyTagged(texts: string, comparison: Comparison): Predicate {
  const scalar = scalarJudge(comparison);
  if (scalar === undefined) return NEVER;
  const type = TAGGED[scalar.type];
  const one = `startsWith(t, '${type.tag}') AND ${scalar.judge(type.ofText('t'))}`;
  const each = `startsWith(t, 'a') AND ${areAll('t', type)} AND arrayExists(x -> ${scalar.judge(type.ofElement('x'))}, ${elements('t')})`;
  return `arrayExists(t -> (${one}) OR (${each}), ${texts})`;
}

/** Whether one of the texts is a value that a query can look at: no map, no bytes, no array of several types. */
export const anyValue = (texts: string): Predicate =>
  `arrayExists(t -> ${anyOf([
    "match(t, '^[sidb]')",
    `(startsWith(t, 'a') AND notEmpty(${elements('t')}) AND ${anyOf(Object.values(TAGGED).map((type) => areAll('t', type)))})`,
  ])}, ${texts})`;

/**
 * The value of a Map(LowCardinality(String), String) under a key as an array of one, or of none. Under the empty key
 * ClickHouse finds nothing by its functions for maps.
 */
export function mapValue(map: string, key: string): string {
  if (key === '') return `arraySlice(arrayFilter((v, k) -> k = '', mapValues(${map}), mapKeys(${map})), 1, 1)`;
  const bound = typedLiteral('String', key);
  return `if(mapContains(${map}, ${bound}), [${map}[${bound}]], [])`;
}
