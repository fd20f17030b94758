import { isAttributePath } from '../../../model/typed-attributes.js';
import { identifier } from '../../sql/literal.js';
import type { Bindings } from './bindings.js';
import { type Comparison, type ScalarType, scalarJudge } from './comparisons.js';
import { anyOf, NEVER, type Predicate } from './predicate.js';
import { anyTagged, anyValue, mapValue } from './tagged-values.js';

/** ClickHouse's types of each type's values. */
const COLUMN_TYPES: Record<ScalarType, string> = { string: 'String', int: 'Int64', float: 'Float64', bool: 'Bool' };

/**
 * A span's own attribute: a path of the JSON column `attributes`, whose values are read type by type as subcolumns of
 * their own, or, where a batch had too many keys, tagged text in `attributes_rest`.
 * https://clickhouse.com/docs/sql-reference/data-types/newjson#reading-json-paths-as-sub-columns
 */
export class SpanAttribute {
  /** Undefined for a key that never is a path. */
  private readonly path: string | undefined;
  /** SQL of type Array(String): its tagged text in `attributes_rest`, if it stands there. */
  private readonly rest: string;

  constructor(name: string, bindings: Bindings) {
    this.path = isAttributePath(name) ? `attributes.${identifier(name)}` : undefined;
    this.rest = mapValue('attributes_rest', name, bindings);
  }

  meets(comparison: Comparison, bindings: Bindings): Predicate {
    const scalar = scalarJudge(comparison, bindings);
    if (scalar === undefined) return NEVER;
    const type = COLUMN_TYPES[scalar.type];
    const typed =
      this.path === undefined
        ? []
        : [
            scalar.judge(`${this.path}.:${type}`),
            `arrayExists(x -> ${scalar.judge('x')}, ${this.path}.:\`Array(${type})\`)`,
          ];
    return anyOf([...typed, this.inRest(anyTagged(this.rest, comparison, bindings))]);
  }

  /** Never NULL. */
  get isPresent(): Predicate {
    const typed = this.path === undefined ? [] : [`dynamicType(${this.path}) NOT IN ('None', 'Tuple(otlp String)')`];
    return anyOf([...typed, this.inRest(anyValue(this.rest))]);
  }

  /** Few spans have any there: the others are not looked at further. */
  private inRest(predicate: Predicate): Predicate {
    return predicate === NEVER ? NEVER : `(notEmpty(attributes_rest) AND ${predicate})`;
  }

  /** SQL of type String: the value as tagged text, empty where the span has none. */
  get text(): string {
    const { path } = this;
    const rest = `arrayElement(${this.rest}, 1)`;
    if (path === undefined) return rest;
    const scalars = Object.entries(TAGGED).map(([type, text]) => {
      const value = `${path}.:${type}`;
      return `isNotNull(${value}), ${text(`assumeNotNull(${value})`)}`;
    });
    const arrays = Object.entries(MEMBERS).map(([type, member]) => {
      const value = `${path}.:\`Array(${type})\``;
      return `notEmpty(${value}), concat('a{"arrayValue":{"values":[', arrayStringConcat(arrayMap(x -> ${member('x')}, ${value}), ','), ']}}')`;
    });
    const others = `notEmpty(attributes_rest), ${rest}`;
    return `multiIf(${[...scalars, ...arrays, others].join(', ')}, '')`;
  }

  /** SQL of type Nullable(Float64): the value where it is a number. */
  get number(): string {
    const rest = `arrayFirstOrNull(x -> isNotNull(x), arrayMap(t -> if(match(t, '^[id]'), toFloat64OrNull(substring(t, 2)), NULL), ${this.rest}))`;
    if (this.path === undefined) return rest;
    return `coalesce(toFloat64(${this.path}.:Int64), ${this.path}.:Float64, ${rest})`;
  }
}

const FLOAT_TEXT = (value: string): string =>
  `multiIf(isNaN(${value}), 'NaN', isInfinite(${value}), if(${value} > 0, 'Infinity', '-Infinity'), toString(${value}))`;

/** Values of each column type as tagged text. */
const TAGGED = {
  String: (value: string) => `concat('s', ${value})`,
  Int64: (value: string) => `concat('i', toString(${value}))`,
  Float64: (value: string) => `concat('d', ${FLOAT_TEXT(value)})`,
  Bool: (value: string) => `if(${value}, 'btrue', 'bfalse')`,
} as const;

/** The same as elements of an array in OTLP's JSON. */
const MEMBERS = {
  String: (value: string) => `concat('{"stringValue":', toJSONString(${value}), '}')`,
  Int64: (value: string) => `concat('{"intValue":"', toString(${value}), '"}')`,
  Float64: (value: string) => `concat('{"doubleValue":"', ${FLOAT_TEXT(value)}, '"}')`,
  Bool: (value: string) => `concat('{"boolValue":', if(${value}, 'true', 'false'), '}')`,
} as const;
