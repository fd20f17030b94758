import { RESOURCE_LABELS } from '../../../model/spans.js';
import { WideColumn } from '../../native/block-reader-columns.js';
import type { AttributeTypes } from '../../span-attribute-types.js';
import type { SpanSelection } from '../../span-interface.js';
import { ALWAYS, allOf, type Predicate } from './predicate.js';
import { SpanAttribute } from './span-attribute.js';
import type { SpanQuery } from './span-query.js';

/** The scopes of attributes that a name is looked for in. */
export type NameScope = 'span' | 'resource' | 'event' | 'link' | 'instrumentation';

/** Columns of names, by the scope; each is an array in SQL. */
const NAMES = {
  span: { sql: 'mapKeys(attributes_rest)', where: 'notEmpty(attributes_rest)' },
  event: { sql: 'arrayFlatten(arrayMap(m -> mapKeys(m), event_attributes))', where: 'notEmpty(event_attributes)' },
  link: {
    sql:
      "arrayFlatten(arrayMap(l -> arrayFilter((k, i) -> i % 2 = 1, JSONExtract(l, 'attributes', 'Array(String)'), " +
      "arrayEnumerate(JSONExtract(l, 'attributes', 'Array(String)'))), JSONExtractArrayRaw(details, 'links')))",
    where: "details != ''",
  },
} as const;

/** Names of the attributes that the selected spans have, sorted, for `SpanReader.attributeNames`. */
export async function attributeNames(
  query: SpanQuery,
  selection: SpanSelection,
): Promise<Record<NameScope, readonly string[]>> {
  const where = await query.selected(selection);
  const known = await query.attributes.keys(MAX_KEYS);
  const isInRest = known?.get('')?.areInRest ?? known === undefined;
  const [paths, rest, event, link, labels] = await Promise.all([
    pathNames(query, where, known),
    isInRest ? names(query, `groupUniqArrayArray(${NAMES.span.sql})`, allOf([where, NAMES.span.where])) : [],
    names(query, `groupUniqArrayArray(${NAMES.event.sql})`, allOf([where, NAMES.event.where])),
    names(query, `groupUniqArrayArray(${NAMES.link.sql})`, allOf([where, NAMES.link.where])),
    labelNames(query, selection, where),
  ]);
  const { resourcePrefix, scopePrefix } = RESOURCE_LABELS;
  const behind = (prefix: string): string[] =>
    labels.filter((label) => label.startsWith(prefix)).map((label) => label.slice(prefix.length));
  return {
    span: sorted([...paths, ...rest]),
    resource: sorted(behind(resourcePrefix)),
    event: sorted(event),
    link: sorted(link),
    instrumentation: sorted(behind(scopePrefix)),
  };
}

/** So many keys are looked for one by one. */
const MAX_KEYS = 1_000;
/** So many names, of the first spans, show those that most spans have. */
const FIRST_NAMES = 10_000;
/** The nulls of one key are little to read, those of many more than everything. */
const MAX_RARE = 64;

/** The keys of typed paths: those of a few spans, then of those that the days know the rare ones. */
async function pathNames(
  query: SpanQuery,
  where: Predicate,
  known: ReadonlyMap<string, AttributeTypes> | undefined,
): Promise<string[]> {
  const all = () => names(query, 'distinctJSONPaths(attributes)', where);
  if (known === undefined || known.get('')?.areTyped) return all();
  const frequent = new Set(await names(query, 'JSONAllPaths(attributes)', where, `LIMIT ${FIRST_NAMES}`));
  const rare = [...known].filter(([key]) => key !== '' && !frequent.has(key));
  if (rare.length === 0) return [...frequent];
  if (rare.length > MAX_RARE) return all();
  const columns = rare.map(([key, types], i) => {
    const { isStored } = new SpanAttribute(key, types);
    return `max(${isStored}) AS key${i}`;
  });
  for await (const block of query.run(columns.join(', '), where, ''))
    for (const [i, [key]] of rare.entries()) if (block.column(`key${i}`).number(0) > 0) frequent.add(key);
  return [...frequent];
}

const sorted = (found: readonly string[]): string[] => [...new Set(found)].sort();

async function names(query: SpanQuery, array: string, where: Predicate, tail = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const block of query.run(`arrayJoin(${array}) AS name`, where, tail)) {
    const column = block.column('name');
    for (let row = 0; row < block.rows; row++) found.push(column.text(row));
  }
  return found;
}

async function labelNames(query: SpanQuery, selection: SpanSelection, where: Predicate): Promise<string[]> {
  return query.resources.labelNames(await resourcesOf(query, selection, where));
}

/** The resources of the selected spans; `where`: the selection as a predicate. The read ends when all that the days know were met. */
export async function resourcesOf(
  query: SpanQuery,
  { range, condition }: SpanSelection,
  where: Predicate,
): Promise<bigint[]> {
  const present = (await query.condition(condition)) === ALWAYS ? query.resources.present(range) : undefined;
  if (present !== undefined) return present;
  const known = await query.resources.ids();
  if (known.length === 0) return [];
  const ids: bigint[] = [];
  for await (const block of query.run('DISTINCT resource_id', where, `LIMIT ${known.length}`)) {
    for (const id of block.as('resource_id', WideColumn).values) ids.push(id);
  }
  return ids;
}
