import { AttributeColumn, type AttributeSink, type AttributeTag } from './attributes.js';
import { Column64, OffsetColumn, SmallColumn, StringColumn } from './columns.js';
import { highWord, lowWord } from './words.js';

/**
 * The types that an attribute's values are stored with. Arrays of one scalar type keep it; what has no type of its own
 * (other arrays, kvlists, bytes, empty values) is kept as tagged text in `Tuple(otlp String)`.
 */
export const ATTRIBUTE_TYPES = [
  'String',
  'Int64',
  'Float64',
  'Bool',
  'Array(String)',
  'Array(Int64)',
  'Array(Float64)',
  'Array(Bool)',
  'Tuple(otlp String)',
] as const;

const STRING = 0;
const INTEGER = 1;
const DOUBLE = 2;
const BOOL = 3;
const FIRST_ARRAY = 4;
const OTHER = 8;

/** The values of one type of one key, densely; arrays have `ends`. */
interface TypedValues {
  readonly ends?: OffsetColumn;
  readonly values: StringColumn | Column64 | SmallColumn<Uint8Array>;
}

/** One key: which rows have it, of which type, and the values of each type. */
export class AttributePath {
  readonly rows = new SmallColumn(Uint32Array);
  readonly types = new SmallColumn(Uint8Array);
  /** By index of `ATTRIBUTE_TYPES`. */
  readonly values: (TypedValues | undefined)[] = [];
  lastRow = -1;

  strings(type: number): StringColumn {
    return this.of(type, () => new StringColumn()).values as StringColumn;
  }

  wide(type: number): Column64 {
    return this.of(type, () => new Column64()).values as Column64;
  }

  bools(type: number): SmallColumn<Uint8Array> {
    return this.of(type, () => new SmallColumn(Uint8Array)).values as SmallColumn<Uint8Array>;
  }

  of(type: number, make: () => TypedValues['values']): TypedValues {
    const known = this.values[type];
    if (known !== undefined) return known;
    const isArray = type >= FIRST_ARRAY && type < OTHER;
    const made = isArray ? { ends: new OffsetColumn(), values: make() } : { values: make() };
    this.values[type] = made;
    return made;
  }
}

/**
 * Whether ClickHouse can address a key as a path. Of others it would take a part for a type or a prefix, so they are kept
 * in `rest`. https://clickhouse.com/docs/sql-reference/data-types/newjson
 */
export const isAttributePath = (key: string): boolean =>
  key !== '' && !key.startsWith('^`') && !key.startsWith(':`') && !key.includes('.:`');

/** Keys that one batch may have as typed paths; each costs a byte for each row. Further ones go to `rest`. */
const MAX_PATHS = 512;

/** The attributes of many rows, column by column of key and type, as ClickHouse's JSON type keeps them. */
export class TypedAttributes implements AttributeSink {
  readonly paths = new Map<string, AttributePath>();
  /** Attributes whose keys came when `MAX_PATHS` were taken, or are no paths. */
  readonly rest = new AttributeColumn();
  rows = 0;

  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    const path = this.path(key, STRING);
    if (path === undefined) return;
    if (path === REST) this.rest.bytes(key, source, start, end);
    else path.strings(STRING).append(source, start, end);
  }

  integer(key: string, low: number, high: number): void {
    const path = this.path(key, INTEGER);
    if (path === undefined) return;
    if (path === REST) this.rest.integer(key, low, high);
    else path.wide(INTEGER).append(low, high);
  }

  double(key: string, value: number): void {
    const path = this.path(key, DOUBLE);
    if (path === undefined) return;
    if (path === REST) this.rest.double(key, value);
    else path.wide(DOUBLE).appendFloat(value);
  }

  bool(key: string, value: boolean): void {
    const path = this.path(key, BOOL);
    if (path === undefined) return;
    if (path === REST) this.rest.bool(key, value);
    else path.bools(BOOL).append(value ? 1 : 0);
  }

  text(key: string, tag: AttributeTag, value: string): void {
    if (tag === 'i') {
      const number = BigInt(value);
      this.integer(key, lowWord(number), highWord(number));
    } else if (tag === 'd') this.double(key, Number(value));
    else if (tag === 'b') this.bool(key, value === 'true');
    else if (tag === 'a') this.array(key, value);
    else {
      const path = this.path(key, tag === 's' ? STRING : OTHER);
      if (path === undefined) return;
      if (path === REST) this.rest.text(key, tag, value);
      else if (tag === 's') path.strings(STRING).appendText(value);
      else path.strings(OTHER).appendText(tag + value);
    }
  }

  endRow(): void {
    this.rest.endRow();
    this.rows++;
  }

  private array(key: string, json: string): void {
    const elements = scalarElements(json);
    const path = this.path(key, elements?.type ?? OTHER);
    if (path === undefined) return;
    if (path === REST) this.rest.text(key, 'a', json);
    else if (elements === undefined) path.strings(OTHER).appendText(`a${json}`);
    else appendArray(path, elements);
  }

  /** The path to append this row's value to; undefined where the row has the key already. */
  private path(key: string, type: number): AttributePath | typeof REST | undefined {
    let path = this.paths.get(key);
    if (path === undefined) {
      if (this.paths.size >= MAX_PATHS || !isAttributePath(key)) return REST;
      path = new AttributePath();
      this.paths.set(key, path);
    }
    if (path.lastRow === this.rows) return undefined;
    path.lastRow = this.rows;
    path.rows.append(this.rows);
    path.types.append(type);
    return path;
  }
}

const REST = 'rest';

interface ScalarElements {
  readonly type: number;
  readonly values: readonly unknown[];
}

const ELEMENT_TYPES = {
  stringValue: FIRST_ARRAY,
  intValue: FIRST_ARRAY + 1,
  doubleValue: FIRST_ARRAY + 2,
  boolValue: FIRST_ARRAY + 3,
} as const;

/** The elements of a canonical JSON array when all are of one scalar type; undefined for anything else. */
function scalarElements(json: string): ScalarElements | undefined {
  const { arrayValue } = JSON.parse(json) as { arrayValue?: { values?: readonly Record<string, unknown>[] } };
  const values = arrayValue?.values;
  if (values === undefined || values.length === 0) return undefined;
  const [kind] = Object.keys(values[0]!);
  const type = ELEMENT_TYPES[kind as keyof typeof ELEMENT_TYPES];
  if (type === undefined || !values.every((value) => kind! in value)) return undefined;
  return { type, values: values.map((value) => value[kind!]) };
}

function appendArray(path: AttributePath, { type, values }: ScalarElements): void {
  const column = path.of(type, () =>
    type === ELEMENT_TYPES.stringValue
      ? new StringColumn()
      : type === ELEMENT_TYPES.boolValue
        ? new SmallColumn(Uint8Array)
        : new Column64(),
  );
  for (const value of values) {
    if (column.values instanceof StringColumn) column.values.appendText(String(value));
    else if (column.values instanceof SmallColumn) column.values.append(value === true ? 1 : 0);
    else if (type === ELEMENT_TYPES.intValue) column.values.appendBigInt(BigInt(String(value)));
    else column.values.appendFloat(Number(value));
  }
  column.ends!.append(values.length);
}
