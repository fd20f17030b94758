import type { SeriesRef } from '../../model/series.js';
import { WIRE } from '../protobuf/reader.js';
import { SAMPLES, WriteDecoder, type WriteDecoderOptions } from './decoder.js';
import { familyOf, metricTypeName } from './metadata-type.js';
import { SymbolTable } from './symbols.js';

const SYMBOLS = (4 << 3) | WIRE.bytes;
const TIMESERIES = (5 << 3) | WIRE.bytes;
const LABEL_REFS = (1 << 3) | WIRE.bytes;
const LABEL_REF = (1 << 3) | WIRE.varint;
const HISTOGRAMS = (3 << 3) | WIRE.bytes;
const EXEMPLARS = (4 << 3) | WIRE.bytes;
const METADATA = (5 << 3) | WIRE.bytes;
/** Of the release candidates before 2.0-rc.4; later ones give each sample its start. */
const CREATED_TIMESTAMP = (6 << 3) | WIRE.varint;

/**
 * Remote write 2.0: `io.prometheus.write.v2.Request`. Known label sets are found by the numbers of their symbols.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protobuf-message
 */
export class RequestDecoder extends WriteDecoder {
  private readonly symbols: SymbolTable;
  /** The symbols of the labels at hand; their names and values in turn. */
  private readonly refs: Uint32Array;
  private readonly numbers: Uint32Array;
  private readonly key: Uint8Array;
  private refCount = 0;
  /** Names of the series that this request has described: senders repeat a family's description with each series. */
  private readonly described = new Set<string>();

  constructor(options: WriteDecoderOptions) {
    super(options);
    this.symbols = new SymbolTable((options.cacheBytes ?? 64 * 1024 * 1024) / 4);
    this.refs = new Uint32Array(this.limits.maxLabels * 2);
    this.numbers = new Uint32Array(this.refs.length);
    this.key = new Uint8Array(this.numbers.buffer);
  }

  protected readRequest(): void {
    const { reader, symbols } = this;
    symbols.begin(reader.buffer);
    this.described.clear();
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === SYMBOLS) {
        reader.bytes();
        symbols.add(reader.start, reader.stop);
      } else reader.skip(tag);
    }
    reader.position = 0;
    while (reader.position < reader.end) {
      const tag = reader.tag();
      if (tag === TIMESERIES) this.readSeries(reader.message());
      else reader.skip(tag);
    }
    symbols.begin(new Uint8Array(0));
  }

  private readSeries(end: number): void {
    const { reader } = this;
    const start = reader.position;
    const problem = this.readRefs(start, end);
    if (problem !== undefined) {
      this.outcome.refuse(this.countSamples(start, end, HISTOGRAMS), () => problem);
      reader.position = end;
      return;
    }
    const ref = this.findSeries();
    if (ref === undefined) {
      this.refuseSeries(this.countSamples(start, end, HISTOGRAMS));
      reader.position = end;
      return;
    }
    if (this.refusesSeries(ref, start, end, HISTOGRAMS)) return;
    if (this.options.startTimeZeros === true) this.seriesStart = this.createdTime(start, end);
    this.readRows(ref, start, end);
  }

  private createdTime(start: number, end: number): number {
    const { reader } = this;
    let ms = 0;
    reader.position = start;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === CREATED_TIMESTAMP) ms = reader.int64();
      else reader.skip(tag);
    }
    return ms;
  }

  private readRows(ref: SeriesRef, start: number, end: number): void {
    const { reader, outcome } = this;
    const { buffer } = reader;
    const before = outcome.samples.rows + outcome.histograms.rows + outcome.refusedSamples;
    const exemplarsBefore = outcome.exemplars.rows;
    let at = start;
    while (at < end) {
      if (buffer[at] === SAMPLES) at = this.readSample(ref, at, end);
      else if (buffer[at] === LABEL_REFS && buffer[at + 1]! < 128) at += 2 + buffer[at + 1]!;
      else at = this.readOther(ref, at, end);
    }
    reader.position = at;
    reader.expectEnd(end);
    if (before === outcome.samples.rows + outcome.histograms.rows + outcome.refusedSamples) {
      if (outcome.exemplars.rows > exemplarsBefore) return;
      outcome.refuse(0, () => `series ${JSON.stringify(ref.name)} has neither samples nor histograms`);
    }
  }

  private readOther(ref: SeriesRef, at: number, end: number): number {
    const { reader } = this;
    reader.position = at;
    const tag = reader.tag();
    if (tag === HISTOGRAMS) this.readHistogram(ref);
    else if (tag === EXEMPLARS) this.readExemplar(ref, reader.message());
    else if (tag === METADATA && !this.described.has(ref.name)) this.readMetadata(ref, reader.message());
    else reader.skip(tag);
    if (reader.position > end) throw reader.broken('a field reaches beyond its series');
    return reader.position;
  }

  /** Gathers the label references of a message into `refs`; says what is wrong with them. */
  private readRefs(start: number, end: number): string | undefined {
    const { reader, refs, symbols } = this;
    const { buffer } = reader;
    let count = 0;
    let largest = 0;
    reader.position = start;
    while (reader.position < end) {
      const at = reader.position;
      if (buffer[at] === SAMPLES && buffer[at + 1]! < 128) {
        reader.position = at + 2 + buffer[at + 1]!;
        continue;
      }
      const tag = reader.tag();
      if (tag === LABEL_REFS) {
        const stop = reader.message();
        for (; reader.position < stop; count++) {
          const place = reader.position;
          const low = buffer[place]!;
          const high = buffer[place + 1]!;
          let symbol = low;
          // Nearly all references have one or two bytes.
          if (low < 128) reader.position = place + 1;
          else if (high < 128) {
            symbol = (low & 127) | (high << 7);
            reader.position = place + 2;
          } else symbol = reader.uint32();
          if (count < refs.length) refs[count] = symbol;
          if (symbol > largest) largest = symbol;
        }
        reader.expectEnd(stop);
      } else if (tag === LABEL_REF) {
        const symbol = reader.uint32();
        if (count < refs.length) refs[count] = symbol;
        if (symbol > largest) largest = symbol;
        count++;
      } else reader.skip(tag);
    }
    reader.expectEnd(end);
    this.refCount = Math.min(count, refs.length);
    if (count % 2 === 1) return `a series has ${count} label references, which is not a multiple of two`;
    if (count > refs.length) return `a series has more than ${refs.length / 2} labels`;
    if (count > 0 && largest >= symbols.length) {
      return `label reference ${largest} is outside of the ${symbols.length} symbols`;
    }
    return undefined;
  }

  private findSeries(): SeriesRef | undefined {
    const { refs, numbers, symbols, cache, key, salt, refCount } = this;
    for (let i = 0; i < refCount; i++) numbers[i] = symbols.number(refs[i]!);
    const known = cache.get(key, 0, refCount * 4, salt);
    if (known !== undefined) return known;
    this.gatherLabels();
    const ref = this.intern();
    if (ref !== undefined) cache.set(key, 0, refCount * 4, ref, salt);
    return ref;
  }

  private gatherLabels(): void {
    const { refs, symbols, labels, reader, refCount } = this;
    labels.clear();
    for (let i = 0; i < refCount; i += 2) {
      const [name, value] = [refs[i]!, refs[i + 1]!];
      labels.add(reader.buffer, symbols.start(name), symbols.end(name), symbols.start(value), symbols.end(value));
    }
  }

  private readExemplar(ref: SeriesRef, end: number): void {
    const { reader } = this;
    const start = reader.position;
    let value = 0;
    let ms = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === ((2 << 3) | WIRE.fixed64)) value = reader.double();
      else if (tag === ((3 << 3) | WIRE.varint)) ms = reader.int64();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    const problem = this.readRefs(start, end);
    if (problem !== undefined) return;
    this.gatherLabels();
    this.addExemplar(ref, ms, value);
  }

  private readMetadata(ref: SeriesRef, end: number): void {
    const { reader, symbols } = this;
    let type = 0;
    let help = 0;
    let unit = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === ((1 << 3) | WIRE.varint)) type = reader.uint32();
      else if (tag === ((3 << 3) | WIRE.varint)) help = reader.uint32();
      else if (tag === ((4 << 3) | WIRE.varint)) unit = reader.uint32();
      else reader.skip(tag);
    }
    reader.expectEnd(end);
    if (type === 0 && help === 0 && unit === 0) return;
    this.described.add(ref.name);
    const name = metricTypeName(type);
    this.outcome.describe({
      family: familyOf(ref.name, name),
      type: name,
      help: symbols.text(help),
      unit: symbols.text(unit),
    });
  }
}
