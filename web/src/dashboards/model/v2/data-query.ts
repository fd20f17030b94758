import type { SourceRef } from '../../../data/sources';
import type { DashboardFormat } from '../dashboard';
import { defined, type Json, objectOf, textOf, without } from '../json';

/** A query's data source, fields, and what else its kind had. */
export interface ReadQuery {
  readonly datasource: SourceRef | undefined;
  readonly spec: Json;
  /** `version` and `labels` of the kind. */
  readonly rest: Json;
}

/**
 * `DataQuery` of v2beta1 on has the type of the data source as its group and the uid as its name; in v2alpha1 the type is
 * the kind, and the data source stands beside it.
 */
export function readDataQuery(query: Json, beside?: unknown): ReadQuery {
  const spec = objectOf(query.spec);
  if (query.kind !== 'DataQuery') {
    const ref = objectOf(beside);
    return { datasource: refOf(textOf(ref.type) || textOf(query.kind), textOf(ref.uid)), spec, rest: {} };
  }
  const ref = refOf(textOf(query.group), textOf(objectOf(query.datasource).name));
  return { datasource: ref, spec, rest: without(query, ['kind', 'group', 'datasource', 'spec']) };
}

export function refOf(type: string, uid: string): SourceRef | undefined {
  return type === '' && uid === '' ? undefined : defined({ type: type || undefined, uid: uid || undefined });
}

export interface WrittenRef {
  readonly group: string;
  readonly datasource?: { readonly name: string };
}

export function writeRef(ref: SourceRef): WrittenRef {
  const { type = '', uid } = typeof ref === 'string' ? { uid: ref } : (ref ?? {});
  return { group: type, ...(uid !== undefined && { datasource: { name: uid } }) };
}

/** The members of what holds the query: `query`, and in v2alpha1 `datasource`. */
export function writeDataQuery({ datasource, spec, rest }: ReadQuery, format: DashboardFormat): Json {
  if (format === 'v2alpha1') {
    const { type = '', uid } = typeof datasource === 'string' ? { uid: datasource } : (datasource ?? {});
    return {
      query: { kind: type, spec },
      ...(datasource !== undefined && { datasource: defined({ type: type || undefined, uid }) }),
    };
  }
  return { query: { kind: 'DataQuery', version: 'v0', ...rest, ...writeRef(datasource), spec } };
}
