import type { AttributeColumn } from '../../model/attributes.js';
import { Column64, type SmallColumn, type StringColumn } from '../../model/columns.js';
import { StringCursor, textsOf } from '../../model/string-cursor.js';
import { staticOf } from '../../model/tagged-static.js';
import { ATTRIBUTE_TYPES, type AttributePath, type TypedAttributes } from '../../model/typed-attributes.js';
import { type AttributeValue, DistinctValues } from './distinct-values.js';

/** Scalars by their place in `ATTRIBUTE_TYPES`; arrays and maps are no values of a label. */
const STRING = ATTRIBUTE_TYPES.indexOf('String');
const INTEGER = ATTRIBUTE_TYPES.indexOf('Int64');
const DOUBLE = ATTRIBUTE_TYPES.indexOf('Float64');
const BOOL = ATTRIBUTE_TYPES.indexOf('Bool');

/** The values that the spans of a batch have of one attribute; undefined where none has it. */
export function attributeValues(attributes: TypedAttributes, key: string): DistinctValues | undefined {
  const path = attributes.paths.get(key);
  const inRest = attributes.rest.keys.rows > 0 && isKey(attributes.rest, key);
  if (path === undefined && !inRest) return undefined;
  const values = new DistinctValues(attributes.rows);
  if (path !== undefined) putPath(values, path);
  if (inRest) putRest(values, attributes.rest, key);
  return values;
}

function putPath(values: DistinctValues, { rows, types, values: columns }: AttributePath): void {
  const strings = columns[STRING]?.values as StringColumn | undefined;
  const cursor = strings && new StringCursor(strings);
  const taken = new Uint32Array(ATTRIBUTE_TYPES.length);
  for (let i = 0; i < rows.rows; i++) {
    const row = rows.values[i]!;
    const type = types.values[i]!;
    const at = taken[type]!++;
    if (type === STRING) {
      cursor!.seek(at);
      values.putString(row, strings!, cursor!);
      continue;
    }
    const column = columns[type]!.values;
    if (column instanceof Column64 && type <= BOOL) values.put(row, READ_WIDE[type]!(column.words, at * 2));
    else if (type === BOOL) values.put(row, (column as SmallColumn<Uint8Array>).values[at] === 1);
  }
}

const double = new Float64Array(1);
const doubleWords = new Uint32Array(double.buffer);

const READ_WIDE: Readonly<Record<number, (words: Uint32Array, at: number) => AttributeValue>> = {
  [INTEGER]: (words, at) => {
    const low = words[at]!;
    const high = words[at + 1]! | 0;
    const near = high * 4294967296 + low;
    return Number.isSafeInteger(near) ? near : String((BigInt(high) << 32n) | BigInt(low));
  },
  [DOUBLE]: (words, at) => {
    doubleWords[0] = words[at]!;
    doubleWords[1] = words[at + 1]!;
    return double[0]!;
  },
};

const isKey = ({ keys }: AttributeColumn, key: string): boolean => {
  for (const known of keys.distinct) if (known === key) return true;
  return false;
};

/** Attributes of batches with more keys than are kept as columns, and those that are no paths: looked through one by one. */
function putRest(values: DistinctValues, { ends, keys, values: texts }: AttributeColumn, key: string): void {
  const wanted = textsOf(keys.dictionary).indexOf(key);
  const cursor = new StringCursor(texts);
  let pair = 0;
  for (let row = 0; row < ends.rows; row++) {
    // Pairs of one batch are counted in 32 bits.
    for (const end = ends.ends.words[row * 2]!; pair < end; pair++) {
      if (keys.indexes.values[pair] !== wanted) continue;
      cursor.seek(pair);
      if (cursor.bytes[0] === TAG_STRING) values.putString(row, texts, cursor, 1);
      else {
        const value = staticOf(cursor.text);
        if (value?.type === 'int') values.put(row, typeof value.value === 'bigint' ? String(value.value) : value.value);
        else if (value?.type === 'float' || value?.type === 'bool') values.put(row, value.value);
      }
    }
  }
}

const TAG_STRING = 's'.charCodeAt(0);
