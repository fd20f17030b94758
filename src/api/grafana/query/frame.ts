/** A column of a frame. Times are ms since 1970. */
export interface Field {
  readonly name: string;
  readonly type: 'time' | 'number' | 'string' | 'boolean' | 'other';
  readonly values: readonly unknown[];
  /** Whether it is declared to have gaps; values may be null all the same. */
  readonly isNullable?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Of a time: what it has below the ms, ns. */
  readonly nanos?: readonly number[];
}

/** A table of columns, all of one length: https://grafana.com/developers/dataplane/ */
export interface Frame {
  readonly name?: string;
  readonly fields: readonly Field[];
  readonly meta?: Readonly<Record<string, unknown>>;
}

const GO_TYPES: Readonly<Record<Field['type'], string>> = {
  time: 'time.Time',
  number: 'float64',
  string: 'string',
  boolean: 'bool',
  other: 'json.RawMessage',
};

/** A frame as Grafana's query API answers it. */
export function frameJson({ name, fields, meta }: Frame, refId: string) {
  const entities = fields.map(entitiesOf);
  const nanos = fields.map((field) => field.nanos ?? null);
  return {
    schema: {
      ...(name !== undefined && { name }),
      refId,
      ...(meta !== undefined && { meta }),
      fields: fields.map((field) => ({
        name: field.name,
        type: field.type,
        typeInfo: { frame: GO_TYPES[field.type], ...(field.isNullable === true && { nullable: true }) },
        ...(field.labels !== undefined && { labels: field.labels }),
        ...(field.config !== undefined && { config: field.config }),
      })),
    },
    data: {
      values: fields.map(({ values }) => values),
      ...(entities.some((one) => one !== null) && { entities }),
      ...(nanos.some((one) => one !== null) && { nanos }),
    },
  };
}

interface Entities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

/** Where a column has numbers that JSON does not: the values there become null. */
function entitiesOf({ type, values }: Field): Entities | null {
  if (type !== 'number') return null;
  const found: Entities = {};
  for (const [i, value] of values.entries()) {
    if (typeof value !== 'number' || Number.isFinite(value)) continue;
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : 'NegInf';
    found[name] ??= [];
    found[name].push(i);
  }
  return Object.keys(found).length === 0 ? null : found;
}
