import type { Annotation, DashboardFormat } from '../dashboard';
import { defined, type Json, objectOf, textOf, without } from '../json';
import { readDataQuery, writeDataQuery } from './data-query';

/** What was not known beside the query; no annotation of Grafana's has a member of this name. */
const REST = 'restOfV2';

/** A query for annotations of version 2 of the schema. Members that only old data sources know stand in `legacyOptions`. */
export function readAnnotation(json: Json): Annotation {
  const spec = objectOf(json.spec);
  const { datasource, spec: target, rest } = readDataQuery(objectOf(spec.query), spec.datasource);
  return defined({
    ...objectOf(spec.legacyOptions),
    ...without(spec, ['query', 'legacyOptions', 'datasource', 'builtIn']),
    name: textOf(spec.name),
    enable: spec.enable !== false,
    builtIn: spec.builtIn === true ? 1 : undefined,
    datasource,
    target,
    [REST]: defined({ query: rest, legacy: Object.keys(objectOf(spec.legacyOptions)) }),
  }) as Annotation;
}

const KNOWN = ['name', 'enable', 'hide', 'iconColor', 'filter', 'placement', 'mappings'];
const BESIDE = ['builtIn', 'datasource', 'target', REST];

/** An annotation as a kind of `format`. */
export function writeAnnotation(annotation: Annotation, format: DashboardFormat): Json {
  const { datasource, target = {}, builtIn, [REST]: rest } = annotation;
  const { query = {}, legacy } = objectOf(rest);
  const others = without(annotation, [...BESIDE, ...KNOWN]);
  const isLegacy = (name: string): boolean => !Array.isArray(legacy) || legacy.includes(name);
  const legacyOptions = Object.fromEntries(Object.entries(others).filter(([name]) => isLegacy(name)));
  return {
    kind: 'AnnotationQuery',
    spec: {
      ...without(annotation, [...BESIDE, ...Object.keys(legacyOptions)]),
      hide: annotation.hide === true,
      iconColor: annotation.iconColor ?? 'red',
      ...(builtIn === 1 && { builtIn: true }),
      ...(Object.keys(legacyOptions).length > 0 && { legacyOptions }),
      ...writeDataQuery({ datasource, spec: target, rest: objectOf(query) }, format),
    },
  };
}
