import type { Variable, VariableType } from '../../../variables/variable';
import type { DashboardFormat } from '../dashboard';
import { defined, type Json, objectOf, textOf, without } from '../json';
import { readDataQuery, refOf, writeDataQuery, writeRef } from './data-query';
import { HIDE, numberOfWord, REFRESH, SORT, VARIABLE_KINDS } from './enums';

const TYPES = new Map(Object.entries(VARIABLE_KINDS).map(([type, kind]) => [kind, type as VariableType]));

/** What was not known beside the spec; no variable of Grafana's has a member of this name. */
const REST = 'restOfV2';

/** A variable of version 2 of the schema. */
export function readVariable(json: Json): Variable {
  const spec = objectOf(json.spec);
  const type = TYPES.get(textOf(json.kind)) ?? 'constant';
  const shared: Json = defined({
    ...spec,
    type,
    name: textOf(spec.name),
    hide: numberOfWord(HIDE, spec.hide),
    refresh: spec.refresh === undefined ? undefined : numberOfWord(REFRESH, spec.refresh),
    sort: spec.sort === undefined ? undefined : numberOfWord(SORT, spec.sort),
  });
  return { ...shared, ...READERS[type]?.(spec, json) } as Variable;
}

type Reader = (spec: Json, json: Json) => Json;

/** What of a kind is said otherwise than in the classic JSON. */
const READERS: Readonly<Partial<Record<VariableType, Reader>>> = {
  query: (spec) => {
    const { datasource, spec: fields, rest } = readDataQuery(objectOf(spec.query), spec.datasource);
    // Before there were objects a query was a text, which the kind has under this name.
    const { __legacyStringValue: text } = fields;
    return defined({ datasource, query: text ?? fields, [REST]: Object.keys(rest).length > 0 ? rest : undefined });
  },
  datasource: (spec) => ({ query: textOf(spec.pluginId), pluginId: undefined }),
  adhoc: sourceBeside,
  groupby: sourceBeside,
  switch: (spec) => ({ current: { text: textOf(spec.current), value: textOf(spec.current) } }),
};

function sourceBeside(spec: Json, json: Json): Json {
  const beside = objectOf(spec.datasource);
  const datasource =
    json.group === undefined
      ? refOf(textOf(beside.type), textOf(beside.uid))
      : refOf(textOf(json.group), textOf(objectOf(json.datasource).name));
  return defined({ datasource, [REST]: json.labels === undefined ? undefined : { labels: json.labels } });
}

/** A variable as a kind of `format`. */
export function writeVariable(variable: Variable, format: DashboardFormat): Json {
  const { type, [REST]: rest, ...spec } = variable;
  const shared = defined({
    ...spec,
    hide: HIDE[variable.hide ?? 0] ?? HIDE[0],
    refresh: variable.refresh === undefined ? undefined : REFRESH[variable.refresh],
    sort: variable.sort === undefined ? undefined : SORT[variable.sort],
    skipUrlSync: variable.skipUrlSync === true,
  });
  return { kind: VARIABLE_KINDS[type], ...(WRITERS[type] ?? plain)(shared, objectOf(rest), format) };
}

type Writer = (spec: Json, rest: Json, format: DashboardFormat) => Json;

const plain: Writer = (spec) => ({ spec });

const WRITERS: Readonly<Partial<Record<VariableType, Writer>>> = {
  query: (spec, rest, format) => {
    const { query, datasource } = spec as { query?: unknown; datasource?: never };
    const fields = typeof query === 'string' ? { __legacyStringValue: query } : objectOf(query);
    return {
      spec: {
        ...without(spec, ['query', 'datasource']),
        ...writeDataQuery({ datasource, spec: fields, rest }, format),
      },
    };
  },
  datasource: (spec) => ({ spec: { ...without(spec, ['query', 'pluginId']), pluginId: spec.query ?? '' } }),
  adhoc: writeBeside,
  groupby: writeBeside,
  switch: (spec) => ({ spec: { ...spec, current: textOf(objectOf(spec.current).value) } }),
};

function writeBeside(spec: Json, rest: Json, format: DashboardFormat): Json {
  if (format === 'v2alpha1') return { spec };
  return { ...writeRef(spec.datasource as never), ...rest, spec: without(spec, ['datasource']) };
}
