import type { SeriesRef } from '../../model/series.js';
import { WIRE } from '../protobuf/reader.js';
import { SAMPLES, WriteDecoder } from './decoder.js';
import { metricTypeName } from './metadata-type.js';

const TIMESERIES = (1 << 3) | WIRE.bytes;
const METADATA = (3 << 3) | WIRE.bytes;
const LABELS = (1 << 3) | WIRE.bytes;
const EXEMPLARS = (3 << 3) | WIRE.bytes;
const HISTOGRAMS = (4 << 3) | WIRE.bytes;
const LABEL_NAME = (1 << 3) | WIRE.bytes;
const LABEL_VALUE = (2 << 3) | WIRE.bytes;

/**
 * Remote write 1.0: `prometheus.WriteRequest`. Known label sets are found by the bytes of their `Label` messages.
 * https://prometheus.io/docs/specs/prw/remote_write_spec/#protocol
 */
export class WriteRequestDecoder extends WriteDecoder {
  protected readRequest(): void {
    const { reader } = this;
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === TIMESERIES) this.readSeries(reader.message());
      else if (tag === METADATA) this.readMetadata(reader.message());
      else reader.skip(tag);
    }
  }

  private readSeries(end: number): void {
    const { reader, cache, salt } = this;
    const { buffer, position: start } = reader;
    const labelsEnd = this.skipLabels(end);
    const scattered = this.hasLabels(labelsEnd, end);
    let ref = scattered ? undefined : cache.get(buffer, start, labelsEnd, salt);
    if (ref === undefined) {
      this.gatherLabels(start, end);
      ref = this.intern();
      if (ref === undefined) {
        this.refuseSeries(this.countSamples(labelsEnd, end, HISTOGRAMS));
        reader.position = end;
        return;
      }
      if (!scattered) cache.set(buffer, start, labelsEnd, ref, salt);
    }
    if (this.refusesSeries(ref, labelsEnd, end, HISTOGRAMS)) return;
    let at = labelsEnd;
    while (at < end) at = buffer[at] === SAMPLES ? this.readSample(ref, at, end) : this.readOther(ref, at, end);
    reader.position = at;
    reader.expectEnd(end);
  }

  /** Where the `Label` messages at the front of a series end. */
  private skipLabels(end: number): number {
    const { reader } = this;
    const { buffer } = reader;
    let at = reader.position;
    while (at < end && buffer[at] === LABELS) {
      const length = buffer[at + 1]!;
      if (length < 128) at += 2 + length;
      else {
        reader.position = at + 1;
        at = reader.bytes();
      }
    }
    if (at > end) throw reader.broken('a label reaches beyond its series');
    return at;
  }

  /** Whether labels follow after samples, which the format allows although no sender does it. */
  private hasLabels(from: number, end: number): boolean {
    const { reader } = this;
    const { buffer } = reader;
    let at = from;
    while (at < end) {
      if (buffer[at] === LABELS) return true;
      const length = buffer[at + 1]!;
      if (buffer[at] === SAMPLES && length < 128) at += 2 + length;
      else {
        reader.position = at;
        reader.skip(reader.tag());
        at = reader.position;
      }
    }
    return false;
  }

  private gatherLabels(start: number, end: number): void {
    const { reader } = this;
    this.labels.clear();
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === LABELS) this.readLabel(reader.message());
      else reader.skip(tag);
    }
    reader.expectEnd(end);
  }

  private readLabel(end: number): void {
    const { reader } = this;
    let nameStart = end;
    let nameEnd = end;
    let valueStart = end;
    let valueEnd = end;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === LABEL_NAME) {
        nameEnd = reader.bytes();
        nameStart = reader.start;
      } else if (tag === LABEL_VALUE) {
        valueEnd = reader.bytes();
        valueStart = reader.start;
      } else reader.skip(tag);
    }
    reader.expectEnd(end);
    this.labels.add(reader.buffer, nameStart, nameEnd, valueStart, valueEnd);
  }

  private readOther(ref: SeriesRef, at: number, end: number): number {
    const { reader } = this;
    reader.position = at;
    const tag = reader.tag();
    if (tag === HISTOGRAMS) this.readHistogram(ref);
    else if (tag === EXEMPLARS) this.readExemplar(ref, reader.message());
    else reader.skip(tag);
    if (reader.position > end) throw reader.broken('a field reaches beyond its series');
    return reader.position;
  }

  private readExemplar(ref: SeriesRef, end: number): void {
    const { reader } = this;
    let value = 0;
    let ms = 0;
    this.labels.clear();
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === LABELS) this.readLabel(reader.message());
      else if (tag === ((2 << 3) | WIRE.fixed64)) value = reader.double();
      else if (tag === ((3 << 3) | WIRE.varint)) ms = reader.int64();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    this.addExemplar(ref, ms, value);
  }

  private readMetadata(end: number): void {
    const { reader } = this;
    let type = 0;
    let family = '';
    let help = '';
    let unit = '';
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === ((1 << 3) | WIRE.varint)) type = reader.uint32();
      else if (tag === ((2 << 3) | WIRE.bytes)) family = reader.string();
      else if (tag === ((4 << 3) | WIRE.bytes)) help = reader.string();
      else if (tag === ((5 << 3) | WIRE.bytes)) unit = reader.string();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    if (family !== '') this.outcome.describe({ family, type: metricTypeName(type), help, unit });
  }
}
