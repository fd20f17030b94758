import { labelValue } from '../../model/labels.js';
import type { SeriesRef } from '../../model/series.js';
import { RESOURCE_LABELS, type SpanBatch } from '../../model/spans.js';
import { staticOf } from '../../model/tagged-static.js';
import { attributeValues } from './attribute-values.js';
import { type AttributeValue, type DistinctValues, distinctTexts } from './distinct-values.js';
import { spanSizes } from './span-size.js';

const WORD = 4294967296;

/** What is read of the spans of a batch, each column when it is asked for first. */
export class SpanColumns {
  /** The distinct names of the spans, by the index that a row's name has. */
  readonly names: readonly string[];
  private readonly byKey = new Map<string, DistinctValues | undefined>();
  private messages: DistinctValues | undefined;
  private bytes: Float64Array | undefined;

  constructor(readonly batch: SpanBatch) {
    this.names = [...batch.name.distinct];
  }

  /** The values of a span attribute; undefined where no span has it. */
  attribute(key: string): DistinctValues | undefined {
    if (!this.byKey.has(key)) this.byKey.set(key, attributeValues(this.batch.attributes, key));
    return this.byKey.get(key);
  }

  get statusMessages(): DistinctValues {
    this.messages ??= distinctTexts(this.batch.statusMessage);
    return this.messages;
  }

  /** Bytes of each span as OTLP's protobuf has it. */
  get sizes(): Float64Array {
    this.bytes ??= spanSizes(this.batch);
    return this.bytes;
  }

  /** The span's duration. */
  seconds(row: number): number {
    const { words } = this.batch.duration;
    return (words[row * 2 + 1]! * WORD + words[row * 2]!) / 1e9;
  }

  startMs(row: number): number {
    const { words } = this.batch.ts;
    return ((words[row * 2 + 1]! | 0) * WORD + words[row * 2]!) / 1e6;
  }
}

/** The value of a resource's attribute; undefined where it has none, or none that is a scalar. */
export function resourceValue(resource: SeriesRef, key: string): AttributeValue | undefined {
  const tagged = labelValue(resource.labels, RESOURCE_LABELS.resourcePrefix + key);
  const value = tagged === '' ? undefined : staticOf(tagged);
  if (value?.type === 'string' || value?.type === 'bool' || value?.type === 'float') return value.value;
  if (value?.type === 'int') return typeof value.value === 'bigint' ? String(value.value) : value.value;
  return undefined;
}

/** The value of a resource's attribute as a label has it. */
export function resourceText(resource: SeriesRef, key: string): string | undefined {
  const value = resourceValue(resource, key);
  return value === undefined ? undefined : String(value);
}
