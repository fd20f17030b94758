import type { Static } from '../../model/static.js';
import type { Tenant } from '../../model/tenant.js';
import type { QueryLimits, TimeRangeNs } from '../../storage/interface.js';
import type { SpanCondition, SpanField, SpanReader } from '../../storage/span-interface.js';
import type { Field, SpansetFilter, SpansetPipeline } from '../ast.js';
import type { TraceqlEngine } from '../engine.js';
import { fieldReader } from '../eval/field-value.js';
import { groupKey } from '../eval/group-key.js';
import { type PlannedCondition, planCondition, storedField } from '../plan.js';

export interface TagRequest {
  readonly tenant: Tenant;
  /** The spans that are looked at; all of them without one. */
  readonly filter: SpansetFilter | undefined;
  /** Both ends inclusive. */
  readonly range: TimeRangeNs;
  readonly limits: QueryLimits;
}

export interface TagValuesRequest extends TagRequest {
  readonly field: Field;
  /** Values that are wanted. */
  readonly limit: number;
}

export type TagNames = Awaited<ReturnType<SpanReader['attributeNames']>>;

/** Traces, newest first, that are read for what only whole traces tell. */
const MAX_TRACES = 20_000;

/** `.name` in lists of values: here also the attributes of the scope. */
const UNSCOPED = ['span', 'resource', 'instrumentation'] as const;

/**
 * What a user may type next: names of attributes and the values of a field, of the spans of a time. May be called at any
 * time and by many at once; rejects as `TraceqlEngine` does.
 */
export class TraceqlTags {
  constructor(
    private readonly reader: SpanReader,
    private readonly engine: TraceqlEngine,
  ) {}

  /** Names by their scope. Conditions that need whole traces do not count. */
  names(request: TagRequest): Promise<TagNames> {
    const { tenant, limits } = request;
    return this.reader.attributeNames(tenant, selection(request), limits);
  }

  /** Each value once; of arrays their elements. */
  async values(request: TagValuesRequest): Promise<Static[]> {
    const { field, filter } = request;
    const found = new DistinctValues(request.limit);
    const isStored = filter === undefined || planned(filter).exact;
    for (const stored of isStored ? storedFields(field) : []) {
      found.add(await this.storedValues(request, stored, selection(request).condition));
    }
    if (isStored && storedField(field) !== undefined) return found.values();
    const read = await this.searchedValues(request, found);
    // A trace of several roots is named by one of them, so roots alone say a little too much.
    if (read >= MAX_TRACES && filter === undefined) found.add(await this.rootValues(request));
    return found.values();
  }

  private storedValues(request: TagValuesRequest, field: SpanField, condition: SpanCondition): Promise<Static[]> {
    const { tenant, limit, limits } = request;
    return this.reader.fieldValues(tenant, field, { ...selection(request), condition }, limit, limits);
  }

  /** The names of roots that are stored, however many traces there are. */
  private async rootValues(request: TagValuesRequest): Promise<Static[]> {
    const { field } = request;
    const ofRoot = field.kind === 'intrinsic' ? ROOT_FIELDS[field.intrinsic] : undefined;
    return ofRoot === undefined ? [] : this.storedValues(request, ofRoot, IS_ROOT);
  }

  /** How many traces were read. */
  private async searchedValues(request: TagValuesRequest, found: DistinctValues): Promise<number> {
    const { tenant, field, filter, range, limits } = request;
    let count = 0;
    const root: SpansetPipeline = {
      kind: 'pipeline',
      stages: [filter ?? EVERYTHING, { kind: 'select', fields: [field] }],
    };
    const read = fieldReader(field);
    const query = { root, hints: [] };
    for await (const traces of this.engine.search({ tenant, query, range, limit: MAX_TRACES, limits })) {
      for (const { spansets } of traces) {
        for (const { spans } of spansets) found.add(spans.map(read));
      }
      count += traces.length;
      if (found.isFull) break;
    }
    return count;
  }
}

const EVERYTHING: SpansetFilter = {
  kind: 'filter',
  expression: { kind: 'static', value: { type: 'bool', value: true } },
};

const IS_ROOT: SpanCondition = {
  kind: 'compare',
  field: { kind: 'intrinsic', name: 'span:parentID' },
  op: '=',
  value: { type: 'string', value: '0'.repeat(16) },
};

const ROOT_FIELDS: Partial<Record<string, SpanField>> = {
  rootName: { kind: 'intrinsic', name: 'name' },
  rootServiceName: { kind: 'attribute', scope: 'resource', name: 'service.name' },
};

function selection({ filter, range: { start, end } }: TagRequest) {
  const condition: SpanCondition = filter === undefined ? { kind: 'all', conditions: [] } : planned(filter).condition;
  return { range: { start, end: end + 1n }, condition };
}

const planned = ({ expression }: SpansetFilter): PlannedCondition => planCondition(expression);

function storedFields(field: Field): SpanField[] {
  if (field.kind === 'attribute' && field.scope === 'any') {
    return UNSCOPED.map((scope) => ({ kind: 'attribute', scope, name: field.name }));
  }
  const stored = storedField(field);
  return stored === undefined ? [] : [stored];
}

/** Values in the order in which they come first. */
class DistinctValues {
  private readonly found = new Map<string, Static>();

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.found.size >= this.limit;
  }

  add(values: readonly Static[]): void {
    for (const value of values) {
      if (value.type === 'array') this.add(value.values);
      else if (value.type !== 'nil' && !this.isFull) this.found.set(groupKey(value), value);
    }
  }

  values(): Static[] {
    return [...this.found.values()];
  }
}
