import { QuartetError } from '../../model/errors.js';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  JsonCursor,
  JsonError,
  OPEN_BRACE,
  OPEN_BRACKET,
  unescapeJson,
} from './json-cursor.js';
import { ENTRIES_BETWEEN_PAUSES, type PushDecoding, PushEntry, type PushSink } from './push-entry.js';
import { setDecimalNanoseconds } from './timestamp.js';

/**
 * Decodes a push in JSON, `{"streams": [{"stream": {LABELS}, "values": [[NS, LINE, {METADATA}], …]}, …]}`, into `sink`.
 * Labels are handed on as the bytes of their JSON object (`parseJsonLabels`). What
 * follows the object is not looked at. A mistake throws `invalid_argument` in the words of the original, which names the
 * place behind the stream that has it.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function* decodePushJson(body: Uint8Array, sink: PushSink): PushDecoding {
  const cursor = new JsonCursor(body);
  const decoder = new StreamDecoder(cursor, sink);
  let prefix = 'readObjectStart';
  try {
    if (cursor.null()) return 0;
    if (!cursor.take(OPEN_BRACE)) throw new JsonError(`expect { or n, but found ${found(cursor)}`);
    let streams = 0;
    while (!cursor.take(CLOSE_BRACE)) {
      prefix = 'loghttp.PushRequest.ReadObject';
      if (!cursor.string()) throw new JsonError(`expect " after {, but found ${found(cursor)}`);
      if (!cursor.isString('streams')) {
        cursor.skipValue();
        continue;
      }
      prefix = 'loghttp.PushRequest.Streams: []loghttp.LogProtoStream';
      streams = 0;
      if (cursor.null()) continue;
      if (!cursor.take(OPEN_BRACKET)) throw new JsonError(`decode slice: expect [ or n, but found ${found(cursor)}`);
      for (; !cursor.take(CLOSE_BRACKET); streams++) yield* decoder.stream();
    }
    return streams;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new QuartetError('invalid_argument', `${prefix}: ${error.message}, ${place(body, cursor.at)}`);
  }
}

/** What is wrong inside a stream, in the original's words. */
const WRONG = {
  number: "Value looks like Number/Boolean/None, but can't find its end: ',' or '}' symbol",
  string: "Value is string, but can't find closing '\"' symbol",
  object: "Value looks like object, but can't find closing '}' symbol",
  array: "Value is array, but can't find closing ']' symbol",
} as const;

class WrongValue extends Error {}

class StreamDecoder {
  private readonly entry = new PushEntry();
  /** Holds the texts of one entry that have escapes; they are never longer than the body. */
  private unescaped: Uint8Array | undefined;

  constructor(
    private readonly cursor: JsonCursor,
    private readonly sink: PushSink,
  ) {
    this.entry.body = cursor.source;
  }

  /** Reads the stream that comes next. */
  *stream(): Generator<undefined, void> {
    const { cursor } = this;
    cursor.peek();
    const start = cursor.at;
    try {
      yield* this.fields();
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      cursor.at = start;
      cursor.skipValue();
      throw new JsonError(`unmarshalerDecoder: ${error.message}`);
    }
  }

  private *fields(): Generator<undefined, void> {
    const { cursor } = this;
    if (!cursor.take(OPEN_BRACE)) throw new WrongValue(WRONG.object);
    let wanted: boolean | undefined;
    let valuesAt = -1;
    while (!cursor.take(CLOSE_BRACE)) {
      if (!cursor.string()) throw new WrongValue(WRONG.string);
      if (cursor.isString('stream')) wanted = this.labels();
      else if (cursor.isString('values')) {
        if (wanted === undefined) {
          valuesAt = cursor.at;
          cursor.skipValue();
        } else yield* this.values(wanted);
      } else cursor.skipValue();
    }
    if (valuesAt < 0) return;
    const end = cursor.at;
    cursor.at = valuesAt;
    yield* this.values(wanted ?? this.sink.stream(NO_LABELS, 0, NO_LABELS.length));
    cursor.at = end;
  }

  private labels(): boolean {
    const { cursor } = this;
    if (cursor.peek() !== OPEN_BRACE) throw new WrongValue(WRONG.object);
    const start = cursor.at;
    cursor.skipValue();
    const end = cursor.at;
    return this.sink.stream(cursor.source, start, end);
  }

  private *values(wanted: boolean): Generator<undefined, void> {
    let entries = 0;
    const { cursor } = this;
    if (cursor.null()) return;
    if (!wanted) {
      cursor.skipValue();
      return;
    }
    if (!cursor.take(OPEN_BRACKET)) throw new WrongValue(WRONG.array);
    while (!cursor.take(CLOSE_BRACKET)) {
      this.readEntry();
      this.sink.entry(this.entry);
      if (++entries % ENTRIES_BETWEEN_PAUSES === 0) yield;
    }
  }

  private readEntry(): void {
    const { cursor, entry } = this;
    if (!cursor.take(OPEN_BRACKET)) throw new WrongValue(WRONG.array);
    entry.rawStart = cursor.at - 1;
    entry.nsLow = 0;
    entry.nsHigh = 0;
    entry.line = cursor.source;
    entry.lineStart = 0;
    entry.lineEnd = 0;
    entry.metadata.clear(cursor.source);
    let scratch = 0;
    for (let place = 0; !cursor.take(CLOSE_BRACKET); place++) {
      if (place === 0) this.readTime();
      else if (place === 1) scratch = this.readLine();
      else if (place === 2) this.readMetadata(scratch);
      else cursor.skipValue();
    }
    entry.rawEnd = cursor.at;
  }

  private readTime(): void {
    const { cursor } = this;
    if (!cursor.string() || !setDecimalNanoseconds(this.entry, cursor.source, cursor.start, cursor.end)) {
      throw new WrongValue(WRONG.number);
    }
  }

  /** Returns how much of the scratch buffer the line took. */
  private readLine(): number {
    const { cursor, entry } = this;
    if (!cursor.string()) throw new WrongValue(WRONG.string);
    entry.lineStart = cursor.start;
    entry.lineEnd = cursor.end;
    if (!cursor.escaped) return 0;
    entry.line = this.scratch();
    entry.lineStart = 0;
    entry.lineEnd = this.unescape(0);
    return entry.lineEnd;
  }

  private readMetadata(scratch: number): void {
    const { cursor, entry } = this;
    if (!cursor.take(OPEN_BRACE)) throw new WrongValue(WRONG.object);
    entry.metadata.clear(this.scratch());
    let at = scratch;
    while (!cursor.take(CLOSE_BRACE)) {
      if (!cursor.string()) throw new WrongValue(WRONG.string);
      const name = at;
      const nameEnd = this.unescape(name);
      if (!cursor.string()) throw new WrongValue(WRONG.string);
      at = this.unescape(nameEnd);
      entry.metadata.add(name, nameEnd, nameEnd, at);
    }
  }

  /** Writes the text of the string last read to the scratch buffer at `at`; returns its end. */
  private unescape(at: number): number {
    const { cursor } = this;
    const end = unescapeJson(cursor.source, cursor.start, cursor.end, this.scratch(), at);
    if (end < 0) throw new WrongValue(WRONG.string);
    return end;
  }

  private scratch(): Uint8Array {
    this.unescaped ??= Buffer.allocUnsafe(this.cursor.source.length);
    return this.unescaped;
  }
}

/** The place of a mistake with what stands around it, as the original shows it. */
function place(body: Uint8Array, head: number): string {
  const around = (bytes: number) =>
    Buffer.from(body.subarray(Math.max(0, head - bytes), head + bytes)).toString('utf8');
  return `error found in #${Math.min(head, 10)} byte of ...|${around(10)}|..., bigger context ...|${around(50)}|...`;
}

const found = (cursor: JsonCursor): string => (cursor.peek() < 0 ? '\\x00' : String.fromCharCode(cursor.peek()));

const NO_LABELS = Buffer.from('{}');
