import type { Static } from '../../../model/static.js';
import { staticOf } from '../../../model/tagged-static.js';
import type { SpanField, SpanSelection } from '../../span-interface.js';
import { resourcesOf } from './attribute-names.js';
import { resourceLabel, SCOPE_LABELS } from './conditions.js';
import { fieldColumn } from './field-values.js';
import type { Predicate } from './predicate.js';
import type { SpanQuery } from './span-query.js';

/** The values of a field of the selected spans, for `SpanReader.fieldValues`. */
export async function distinctValues(
  query: SpanQuery,
  field: SpanField,
  selection: SpanSelection,
  limit: number,
): Promise<Static[]> {
  const label = labelOf(field);
  return label === undefined
    ? columnValues(query, field, await query.selected(selection), limit)
    : labelValues(query, label, selection, limit, field.kind === 'intrinsic');
}

function labelOf(field: SpanField): string | undefined {
  if (field.kind === 'attribute')
    return field.scope === 'resource' || field.scope === 'instrumentation'
      ? resourceLabel(field.scope, field.name)
      : undefined;
  const { name } = field;
  return name === 'instrumentation:name' || name === 'instrumentation:version' ? SCOPE_LABELS[name] : undefined;
}

/** Of a resource it is enough that one span has it. */
async function labelValues(
  query: SpanQuery,
  label: string,
  selection: SpanSelection,
  limit: number,
  isPlain: boolean,
): Promise<Static[]> {
  const labels = await query.resources.label(label);
  if (labels.size === 0 && !isPlain) return [];
  const found = new Map<string, Static>();
  for (const id of await resourcesOf(query, selection, await query.selected(selection))) {
    const text = labels.get(id);
    if (isPlain) found.set(text ?? '', { type: 'string', value: text ?? '' });
    else for (const value of elements(text === undefined ? undefined : staticOf(text))) found.set(keyOf(value), value);
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

const elements = (value: Static | undefined): readonly Static[] =>
  value === undefined ? [] : value.type === 'array' ? value.values : [value];

const keyOf = (value: Static): string => `${value.type}/${'value' in value ? value.value : ''}`;

async function columnValues(query: SpanQuery, field: SpanField, where: Predicate, limit: number): Promise<Static[]> {
  const column = await fieldColumn(query, field);
  const value = column.isArray ? `arrayJoin(${column.sql})` : column.sql;
  const tail = `GROUP BY value ORDER BY count() DESC, value LIMIT ${Math.floor(limit)}`;
  const found = new Map<string, Static>();
  for await (const block of query.run(`${value} AS value`, where, tail)) {
    const values = block.column('value');
    for (let row = 0; row < block.rows; row++)
      for (const one of elements(column.read(values, row))) if (one.type !== 'nil') found.set(keyOf(one), one);
  }
  return [...found.values()].slice(0, limit);
}
