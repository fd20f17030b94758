import { KIND_NAMES, STATUS_NAMES, type Static } from '../../../model/static.js';
import { staticOf } from '../../../model/tagged-static.js';
import { type ArrayColumn, type Column, WideColumn } from '../../native/block-reader-columns.js';
import type { SpanField } from '../../span-interface.js';
import { floatLiteral, typedLiteral } from '../../sql/typed-literal.js';
import { resourceLabel, SCOPE_LABELS } from './conditions.js';
import { eventTexts, INTRINSIC_COLUMNS, type IntrinsicColumn, linkTexts } from './intrinsics.js';
import type { SpanQuery } from './span-query.js';

/** A field as SQL that spans are grouped by, and how its values are read back. */
export interface FieldColumn {
  readonly sql: string;
  /** SQL of type Nullable(Float64): the value where it is a number. */
  readonly number: string;
  /** The SQL is an array of what each event or link has. */
  readonly isArray: boolean;
  /** One value; of an array one element. */
  read(column: Column, row: number): Static;
}

const NIL: Static = { type: 'nil' };

/** The column of a field in a query over `spans`. */
export async function fieldColumn(query: SpanQuery, field: SpanField): Promise<FieldColumn> {
  if (field.kind === 'intrinsic') {
    const { name } = field;
    if (name === 'instrumentation:name' || name === 'instrumentation:version')
      return labelColumn(query, SCOPE_LABELS[name], (text) => ({ type: 'string', value: text }), '');
    return intrinsicColumn(INTRINSIC_COLUMNS[name]);
  }
  const { scope, name } = field;
  switch (scope) {
    case 'event':
      return taggedColumn(eventTexts(name));
    case 'link':
      return taggedColumn(linkTexts(name));
    case 'span': {
      const { text, number } = await query.attribute(name);
      return textColumn(text, number);
    }
    case 'any': {
      const { text, number } = await query.attribute(name);
      const ofResource = await labelText(query, resourceLabel('resource', name));
      if (ofResource === undefined) return textColumn(text, number);
      return textColumn(`if(notEmpty(${text}), ${text}, ${ofResource})`);
    }
    default:
      return labelColumn(query, resourceLabel(scope, name), (text) => staticOf(text) ?? NIL);
  }
}

function intrinsicColumn({ type, sql, each = false }: IntrinsicColumn): FieldColumn {
  return {
    sql,
    number: type === 'duration' ? (each ? onlyElement(sql, 'toFloat64(x)') : `toFloat64(${sql})`) : 'NULL',
    isArray: each,
    read: INTRINSIC_VALUES[type],
  };
}

const INTRINSIC_VALUES: Record<IntrinsicColumn['type'], FieldColumn['read']> = {
  string: (column, row) => ({ type: 'string', value: column.text(row) }),
  duration: (column, row) => ({ type: 'duration', value: integer(column, row) }),
  status: (column, row) => ({ type: 'status', value: STATUS_NAMES[column.number(row)] ?? 'unset' }),
  kind: (column, row) => ({ type: 'kind', value: KIND_NAMES[column.number(row)] ?? 'unspecified' }),
};

function integer(column: Column, row: number): number | bigint {
  const value = column instanceof WideColumn ? column.value(row) : BigInt(column.number(row));
  return value >= -MAX_SAFE && value <= MAX_SAFE ? Number(value) : value;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const onlyElement = (array: string, number: string): string =>
  `if(length(${array}) = 1, arrayFirstOrNull(x -> 1, arrayMap(x -> ${number}, ${array})), NULL)`;

const numberOf = (text: string): string => `if(match(${text}, '^[id]'), toFloat64OrNull(substring(${text}, 2)), NULL)`;

const readTagged: FieldColumn['read'] = (column, row) => staticOf(column.text(row)) ?? NIL;

/** One tagged text. */
const textColumn = (text: string, number = numberOf(text)): FieldColumn => ({
  sql: text,
  number,
  isArray: false,
  read: readTagged,
});

/** Tagged texts of several events or links. */
const taggedColumn = (texts: string): FieldColumn => ({
  sql: texts,
  number: onlyElement(texts, numberOf('x')),
  isArray: true,
  read: readTagged,
});

/** A label of the spans' resources as text, empty where there is none; undefined where none of them has it. */
async function labelText({ resources }: SpanQuery, label: string): Promise<string | undefined> {
  const labels = await resources.label(label);
  if (labels.size === 0) return undefined;
  const ids = typedLiteral('Array(UInt64)', [...labels.keys()]);
  return `transform(resource_id, ${ids}, ${typedLiteral('Array(String)', [...labels.values()])}, '')`;
}

/** A label of the spans' resources by its number, as numbers group faster than texts. */
async function labelColumn(
  { resources }: SpanQuery,
  label: string,
  value: (text: string) => Static,
  missing?: string,
): Promise<FieldColumn> {
  const labels = await resources.label(label);
  const texts = [...new Set(labels.values())];
  const numbers = new Map(texts.map((text, i) => [text, BigInt(i + 1)]));
  const statics = [missing === undefined ? NIL : value(missing), ...texts.map(value)];
  const ids = typedLiteral('Array(UInt64)', [...labels.keys()]);
  const places = [...labels.values()].map((text) => numbers.get(text)!);
  const sql =
    labels.size === 0
      ? 'toUInt64(0)'
      : `transform(resource_id, ${ids}, ${typedLiteral('Array(UInt64)', places)}, toUInt64(0))`;
  const values = statics.map((one) => (one.type === 'int' || one.type === 'float' ? Number(one.value) : Number.NaN));
  const number = values.every(Number.isNaN)
    ? 'NULL'
    : `arrayElementOrNull([${values.map((one) => (Number.isNaN(one) ? 'NULL' : floatLiteral(one))).join(', ')}], ${sql} + 1)`;
  return { sql, number, isArray: false, read: (column, row) => statics[column.number(row)] ?? NIL };
}

/** All values of a grouped field in one row: nil, the one, or an array of those of several events or links. */
export function groupValue(field: FieldColumn, column: Column, row: number): Static {
  if (!field.isArray) return field.read(column, row);
  const array = column as ArrayColumn;
  const values: Static[] = [];
  for (let i = array.start(row); i < array.end(row); i++) {
    const value = field.read(array.elements, i);
    if (value.type !== 'nil') values.push(value);
  }
  if (values.length < 2) return values[0] ?? NIL;
  return {
    type: 'array',
    element: 'string',
    values: values.flatMap((value) => (value.type === 'array' ? value.values : [value])),
  };
}
