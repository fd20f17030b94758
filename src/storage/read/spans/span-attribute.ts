import { ATTRIBUTE_TYPES, isAttributePath } from '../../../model/typed-attributes.js';
import type { AttributeType, AttributeTypes } from '../../span-attribute-types.js';
import { identifier } from '../../sql/literal.js';
import { type Comparison, type ScalarType, scalarJudge } from './comparisons.js';
import { anyOf, NEVER, type Predicate } from './predicate.js';
import { anyTagged, anyValue, mapValue } from './tagged-values.js';

/** ClickHouse's types of each type's values. */
const COLUMN_TYPES = { string: 'String', int: 'Int64', float: 'Float64', bool: 'Bool' } as const satisfies Record<
  ScalarType,
  string
>;

const SCALAR_TYPES = Object.values(COLUMN_TYPES);

/**
 * A span's own attribute: a path of the JSON column `attributes`, whose values are read type by type as subcolumns of
 * their own, or, where a batch had too many keys, tagged text in `attributes_rest`.
 * https://clickhouse.com/docs/sql-reference/data-types/newjson#reading-json-paths-as-sub-columns
 */
export class SpanAttribute {
  /** Undefined for a key that is none, or that no span has as one. */
  private readonly path: string | undefined;
  /** SQL of type Array(String): its tagged text, if it stands there; undefined where no span has any in `attributes_rest`. */
  private readonly rest: string | undefined;

  /** `types`: what its values may be; nothing else is looked at. */
  constructor(
    name: string,
    private readonly types: AttributeTypes,
  ) {
    this.path = types.areTyped && isAttributePath(name) ? `attributes.${identifier(name)}` : undefined;
    this.rest = types.areInRest ? mapValue('attributes_rest', name) : undefined;
  }

  meets(comparison: Comparison): Predicate {
    const scalar = scalarJudge(comparison);
    if (scalar === undefined) return NEVER;
    const type = COLUMN_TYPES[scalar.type];
    const [value, array] = [this.column(type), this.column(`Array(${type})`)];
    return anyOf([
      value === undefined ? NEVER : scalar.judge(value),
      array === undefined ? NEVER : `arrayExists(x -> ${scalar.judge('x')}, ${array})`,
      this.inRest((texts) => anyTagged(texts, comparison)),
    ]);
  }

  /** Never NULL. */
  get isPresent(): Predicate {
    const { path } = this;
    const typed = path === undefined ? NEVER : `dynamicType(${path}) NOT IN ('None', 'Tuple(otlp String)')`;
    return anyOf([typed, this.inRest(anyValue)]);
  }

  /** Whether the span has any value at all under the path, one that queries do not see too. Never NULL. */
  get isStored(): Predicate {
    const types = ATTRIBUTE_TYPES.filter((type) => this.types.has(type));
    // The nulls of one type alone cost a third of the names of all types.
    const [only] = types;
    if (types.length === 1 && SCALAR_TYPES.some((type) => type === only)) return `NOT ${this.column(only!)}.null`;
    return this.path === undefined ? NEVER : `dynamicType(${this.path}) != 'None'`;
  }

  /** The values of one type, NULL or empty where the span has another; undefined where no span has one. */
  private column(type: AttributeType): string | undefined {
    return this.path === undefined || !this.types.has(type) ? undefined : `${this.path}.:${identifier(type)}`;
  }

  /** Few spans have any there: the others are not looked at further. */
  private inRest(condition: (texts: string) => Predicate): Predicate {
    if (this.rest === undefined) return NEVER;
    const predicate = condition(this.rest);
    return predicate === NEVER ? NEVER : `(notEmpty(attributes_rest) AND ${predicate})`;
  }

  /** SQL of type String: the value as tagged text, empty where the span has none. */
  get text(): string {
    const cases: string[] = [];
    for (const type of SCALAR_TYPES) {
      const value = this.column(type);
      if (value !== undefined) cases.push(`isNotNull(${value})`, TAGGED[type](`assumeNotNull(${value})`));
    }
    for (const type of SCALAR_TYPES) {
      const values = this.column(`Array(${type})`);
      if (values === undefined) continue;
      const members = `arrayStringConcat(arrayMap(x -> ${MEMBERS[type]('x')}, ${values}), ',')`;
      cases.push(`notEmpty(${values})`, `concat('a{"arrayValue":{"values":[', ${members}, ']}}')`);
    }
    if (this.rest !== undefined) cases.push('notEmpty(attributes_rest)', `arrayElement(${this.rest}, 1)`);
    return cases.length === 0 ? "''" : `multiIf(${cases.join(', ')}, '')`;
  }

  /** SQL of type Nullable(Float64): the value where it is a number. */
  get number(): string {
    const [integer, float] = [this.column('Int64'), this.column('Float64')];
    const values: string[] = [];
    if (integer !== undefined) values.push(`toFloat64(${integer})`);
    if (float !== undefined) values.push(float);
    if (this.rest !== undefined) {
      const number = "if(match(t, '^[id]'), toFloat64OrNull(substring(t, 2)), NULL)";
      values.push(`arrayFirstOrNull(x -> isNotNull(x), arrayMap(t -> ${number}, ${this.rest}))`);
    }
    return values.length === 0 ? 'NULL' : `coalesce(${values.join(', ')})`;
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
