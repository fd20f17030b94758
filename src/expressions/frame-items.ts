import { ExpressionError } from './errors.js';
import type { Item, Labels } from './item.js';

interface Field {
  readonly name: string;
  /** `time`, `number`, `string` … */
  readonly type: string;
  readonly values: readonly unknown[];
  readonly labels?: Labels | undefined;
}

interface Frame {
  readonly fields: readonly Field[];
  readonly meta?: object | undefined;
}

/** Frames whose times only say when a number was taken. https://grafana.com/developers/dataplane/numeric */
const NUMERIC: ReadonlySet<unknown> = new Set(['numeric-multi', 'numeric-wide']);

/**
 * What frames of a query give expressions: each number field over time is a series, in tables with texts one for each of
 * their texts; each number of a table without times, or with one time for all, has the texts of its row as labels. Throws for frames without numbers, such as log lines.
 */
export function itemsOf(refId: string, frames: readonly Frame[]): readonly Item[] {
  return frames.filter(({ fields }) => fields.length > 0).flatMap((frame) => itemsOfFrame(refId, frame));
}

function itemsOfFrame(refId: string, { fields, meta }: Frame): readonly Item[] {
  const numbers = fields.filter(({ type }) => type === 'number');
  if (numbers.length === 0) {
    const types = fields.map(({ type }) => type).join(', ');
    throw new ExpressionError('execution', `expressions take numbers: ${refId} gives ${types}`);
  }
  const time = fields.find(({ type }) => type === 'time');
  const isNumeric = NUMERIC.has((meta as { readonly type?: unknown } | undefined)?.type);
  if (time === undefined || isNumeric || isOfOneTime(fields, time))
    return numbers.flatMap((one) => numbersOf(fields, one));
  return numbers.flatMap((one) => partsByTexts(fields, time, one).map((part) => seriesOf(part.time, part.number)));
}

const textsIn = (fields: readonly Field[]): readonly Field[] => fields.filter(({ type }) => type === 'string');

/** Whether it is a table of an instant query: rows of texts that have their time in common. */
const isOfOneTime = (fields: readonly Field[], { values }: Field): boolean =>
  textsIn(fields).length > 0 && values.every((time) => Number(time) === Number(values[0]));

/** A table that has rows of several series, apart by their texts; one without texts is whole. */
function partsByTexts(
  fields: readonly Field[],
  time: Field,
  number: Field,
): readonly { readonly time: Field; readonly number: Field }[] {
  const texts = textsIn(fields);
  if (texts.length === 0) return [{ time, number }];
  const rowsBy = new Map<string, number[]>();
  for (const row of time.values.keys()) {
    const key = JSON.stringify(texts.map(({ values }) => values[row]));
    const rows = rowsBy.get(key);
    if (rows === undefined) rowsBy.set(key, [row]);
    else rows.push(row);
  }
  return [...rowsBy.values()].map((rows) => {
    const ofRow = texts.map(({ name, values }) => [name, String(values[rows[0]!])]);
    const at = (field: Field): Field => ({ ...field, values: rows.map((row) => field.values[row]) });
    return { time: at(time), number: { ...at(number), labels: { ...number.labels, ...Object.fromEntries(ofRow) } } };
  });
}

function numbersOf(fields: readonly Field[], { labels, values }: Field): Item[] {
  const texts = textsIn(fields);
  return values.map((value, row): Item => {
    const ofRow = texts.map(({ name, values: column }) => [name, String(column[row])]);
    return { kind: 'number', labels: { ...labels, ...Object.fromEntries(ofRow) }, value: numberOf(value) };
  });
}

function seriesOf({ values }: Field, { labels = {}, values: numbers }: Field): Item {
  const times = values.map(Number);
  const order = times.map((_, row) => row).sort((a, b) => times[a]! - times[b]!);
  return {
    kind: 'series',
    labels,
    times: order.map((row) => times[row]!),
    values: order.map((row) => numberOf(numbers[row])),
  };
}

const numberOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
