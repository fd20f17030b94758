import type { RE2JS } from 're2js';
import { compileRegex } from '../../lib/bounded-regex.js';
import type { SeriesRef } from '../../model/series.js';
import type { SpanBatch } from '../../model/spans.js';
import type { FilterPolicy, PolicyMatch } from '../../model/trace-metric-settings.js';
import type { AttributeValue } from './distinct-values.js';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES } from './enum-names.js';
import { resourceValue, type SpanColumns } from './span-columns.js';

type Predicate = (value: AttributeValue | undefined) => boolean;
/** Judges the rows of one resource. */
export type RowPredicate = (row: number) => boolean;
type Bound = (columns: SpanColumns, resource: SeriesRef) => RowPredicate;

const ALWAYS: RowPredicate = () => true;
const NEVER: RowPredicate = () => false;

/**
 * Filter policies, ready to be asked. Throws what RE2 throws for an expression that is none.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/#filtering
 */
export class SpanFilter {
  private readonly includes: readonly Bound[];
  private readonly anyIncludes: readonly Bound[];
  private readonly excludes: readonly Bound[];
  readonly isEmpty: boolean;

  constructor(policies: readonly FilterPolicy[]) {
    const of = (side: keyof FilterPolicy) => policies.flatMap((policy) => policy[side] ?? []).map(boundMatch);
    this.includes = of('include');
    this.anyIncludes = of('includeAny');
    this.excludes = of('exclude');
    this.isEmpty = policies.length === 0;
  }

  /** What judges the rows of `columns` that are of `resource`. */
  over(columns: SpanColumns, resource: SeriesRef): RowPredicate {
    if (this.isEmpty) return ALWAYS;
    const bind = (all: readonly Bound[]) => all.map((bound) => bound(columns, resource));
    const includes = bind(this.includes);
    const anyIncludes = bind(this.anyIncludes);
    const excludes = bind(this.excludes);
    // Only `includeAny` policies: a span that meets none of them is out.
    const withoutInclude = includes.length === 0 && anyIncludes.length > 0;
    return (row) => {
      const meets = (judge: RowPredicate) => judge(row);
      const included = anyIncludes.some(meets) || (!withoutInclude && includes.every(meets));
      return included && !excludes.some(meets);
    };
  }
}

function boundMatch({ matchType, attributes }: PolicyMatch): Bound {
  const bounds = attributes.map(({ key, value }) => boundKey(key, predicateOf(matchType, value)));
  return (columns, resource) => {
    const judges = bounds.map((bound) => bound(columns, resource));
    return (row) => judges.every((judge) => judge(row));
  };
}

function predicateOf(matchType: PolicyMatch['matchType'], wanted: AttributeValue): Predicate {
  if (matchType === 'strict') return (value) => value === wanted;
  const pattern: RE2JS = compileRegex(String(wanted));
  return (value) => typeof value === 'string' && pattern.matches(value);
}

const SCOPE_SPAN = 'span.';
const SCOPE_RESOURCE = 'resource.';

/** The fields of a span that are no attributes: their value by the number that the row has. */
const INTRINSICS: Readonly<
  Record<string, { values: (columns: SpanColumns) => readonly string[]; of: (batch: SpanBatch) => ArrayLike<number> }>
> = {
  name: { values: ({ names }) => names, of: ({ name }) => name.indexes.values },
  kind: { values: () => SPAN_KIND_NAMES, of: ({ kind }) => kind.values },
  status: { values: () => STATUS_CODE_NAMES, of: ({ status }) => status.values },
};

function boundKey(key: string, meets: Predicate): Bound {
  const intrinsic = Object.hasOwn(INTRINSICS, key) ? INTRINSICS[key] : undefined;
  if (intrinsic !== undefined) {
    return (columns) => {
      const values = intrinsic.values(columns);
      const indexes = intrinsic.of(columns.batch);
      return judgedOnce(
        (row) => indexes[row]!,
        (index) => meets(values[index]),
      );
    };
  }
  if (key.startsWith(SCOPE_RESOURCE)) {
    const name = key.slice(SCOPE_RESOURCE.length);
    return (_columns, resource) => (meets(resourceValue(resource, name)) ? ALWAYS : NEVER);
  }
  const name = key.startsWith(SCOPE_SPAN) ? key.slice(SCOPE_SPAN.length) : key;
  return (columns) => {
    const values = columns.attribute(name);
    if (values === undefined) return NEVER;
    return judgedOnce(
      (row) => values.ids[row]!,
      (id) => meets(values.value(id)),
    );
  };
}

function judgedOnce(idOf: (row: number) => number, judge: (id: number) => boolean): RowPredicate {
  const judged = new Map<number, boolean>();
  return (row) => {
    const id = idOf(row);
    let known = judged.get(id);
    if (known === undefined) {
      known = judge(id);
      judged.set(id, known);
    }
    return known;
  };
}
