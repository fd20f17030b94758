import type { StoredSpan } from '../../src/model/stored-span.js';

/** What a test says of a span; `id` and `parent` are short hex, attributes are tagged (`i5`, `sGET`). */
export interface SpanSketch {
  readonly id: string;
  readonly parent?: string;
  readonly trace?: string;
  readonly name?: string;
  readonly service?: string;
  readonly kind?: number;
  readonly status?: number;
  /** ns. */
  readonly start?: number | bigint;
  readonly duration?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly resource?: Readonly<Record<string, string>>;
}

const id = (hex: string, bytes: number): Uint8Array => Buffer.from(hex.padStart(bytes * 2, '0'), 'hex');

/** A span as the store gives it back. */
export function storedSpan(sketch: SpanSketch): StoredSpan {
  const resource = Object.entries({ 'service.name': `s${sketch.service ?? 'shop'}`, ...sketch.resource })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => [`resource.${name}`, value]);
  return {
    resource,
    traceId: id(sketch.trace ?? 'abc', 16),
    spanId: id(sketch.id, 8),
    parentId: id(sketch.parent ?? '', 8),
    name: sketch.name ?? sketch.id,
    kind: sketch.kind ?? 1,
    status: sketch.status ?? 0,
    statusMessage: '',
    startNs: BigInt(sketch.start ?? Number.parseInt(sketch.id, 16)),
    durationNs: BigInt(sketch.duration ?? 10),
    traceState: '',
    flags: 0,
    dropped: { attributes: 0, events: 0, links: 0 },
    attributes: Object.entries(sketch.attributes ?? {}).flat(),
    events: [],
    links: [],
  };
}
