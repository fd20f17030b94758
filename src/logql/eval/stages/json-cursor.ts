import { JSON_FAILURES } from './json-errors.js';
import {
  blockEnd,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  type JsonKind,
  kindOfToken,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
  stringEnd,
  tokenEnd,
} from './json-scan.js';

/**
 * Goes through the fields of a JSON object and of the objects in it, in the order of the text, in one pass, making no
 * strings. As lenient as Loki: numbers are not checked, a comma may stand before a brace, what follows the object is not
 * looked at. https://grafana.com/docs/loki/latest/query/log_queries/#json
 */
export class JsonCursor {
  /** Where key and value of the field at hand are, strings without their quotes; an object has no `end`, but `enter` or `skip`. */
  keyStart = 0;
  keyEnd = 0;
  /** Whether the key is the one that was expected. */
  isExpected = false;
  kind: JsonKind = 'null';
  start = 0;
  end = 0;
  /** Why there is no further field; `undefined`: the object was closed. */
  failure: string | undefined;

  private text = '';
  private at = 0;
  private isAfterField = false;
  private depth = 0;

  /** Goes to the beginning of the object that is this text; false when it is none. */
  open(text: string): boolean {
    this.text = text;
    this.failure = undefined;
    this.at = skipBlanks(text, 0);
    if (text.charCodeAt(this.at) !== OPEN_BRACE) return this.fail(JSON_FAILURES.object);
    this.at++;
    this.isAfterField = false;
    this.depth = 0;
    return true;
  }

  /** Goes to the next field, whose key is likely `expected` as it is written; false when the object is closed (the cursor is then behind it) or the text is wrong. */
  next(expected?: string): boolean {
    const { text } = this;
    const { length } = text;
    let at = skipBlanks(text, this.at);
    if (this.isAfterField) {
      if (at >= length) return this.fail(JSON_FAILURES.array);
      const separator = text.charCodeAt(at);
      if (separator === CLOSE_BRACE) return this.close(at);
      if (separator !== COMMA) return this.fail(JSON_FAILURES.object);
      at = skipBlanks(text, at + 1);
      if (at >= length) return this.fail(JSON_FAILURES.array);
    } else if (at >= length) return this.fail(JSON_FAILURES.malformed);
    if (text.charCodeAt(at) !== QUOTE) {
      return text.charCodeAt(at) === CLOSE_BRACE ? this.close(at) : this.fail(JSON_FAILURES.object);
    }
    this.keyStart = at + 1;
    this.isExpected = expected !== undefined && isQuotedAt(text, at + 1, expected);
    this.keyEnd = this.isExpected ? at + 1 + expected!.length : stringEnd(text, at + 1);
    if (this.keyEnd < 0) return this.fail(JSON_FAILURES.malformed);
    at = skipBlanks(text, this.keyEnd + 1);
    if (text.charCodeAt(at) !== COLON) return this.fail(JSON_FAILURES.malformed);
    at = skipBlanks(text, at + 1);
    if (at >= length) return this.fail(JSON_FAILURES.malformed);
    return this.read(at);
  }

  /** Goes into the object that is the value at hand. */
  enter(): void {
    this.at = this.start + 1;
    this.isAfterField = false;
    this.depth++;
  }

  /** Goes behind the object that is the value at hand; false when it has no end. */
  skip(): boolean {
    if (this.depth > 0) this.at = blockEnd(this.text, this.start, OPEN_BRACE, CLOSE_BRACE);
    return this.at >= 0 || this.fail(JSON_FAILURES.object);
  }

  /** Reads the value that begins at `at`, and goes behind it. */
  private read(at: number): boolean {
    const { text } = this;
    this.isAfterField = true;
    this.start = at;
    switch (text.charCodeAt(at)) {
      case QUOTE:
        this.kind = 'string';
        this.start = at + 1;
        this.end = stringEnd(text, at + 1);
        this.at = this.end + 1;
        return this.end >= 0 || this.fail(JSON_FAILURES.string);
      case OPEN_BRACE:
        this.kind = 'object';
        // An object without an end has no fields. Those inside one with an end have theirs.
        if (this.depth > 0) return true;
        this.at = blockEnd(text, at, OPEN_BRACE, CLOSE_BRACE);
        return this.at >= 0 || this.fail(JSON_FAILURES.object);
      case OPEN_BRACKET:
        this.kind = 'array';
        this.at = this.end = blockEnd(text, at, OPEN_BRACKET, CLOSE_BRACKET);
        return this.end >= 0 || this.fail(JSON_FAILURES.array);
      default: {
        this.at = this.end = tokenEnd(text, at);
        const kind = kindOfToken(text, at, this.end);
        if (kind === undefined) return this.fail(JSON_FAILURES.value);
        this.kind = kind;
        return true;
      }
    }
  }

  private close(at: number): false {
    this.at = at + 1;
    this.isAfterField = true;
    this.depth--;
    return false;
  }

  private fail(failure: string): false {
    this.failure = failure;
    return false;
  }
}

/** Whether a key that stands here up to a quote is this one. */
function isQuotedAt(text: string, at: number, key: string): boolean {
  const { length } = key;
  if (text.charCodeAt(at + length) !== QUOTE) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(at + i) !== key.charCodeAt(i)) return false;
  return true;
}
