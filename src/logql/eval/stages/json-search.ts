import { JSON_FAILURES } from './json-errors.js';
import type { JsonStep } from './json-path.js';
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
import { unescapeJson } from './json-text.js';

/** Takes what a search finds. */
export interface JsonFindings {
  /** The value of the path that was added with this name; it is written from `start` to `end`, a string without quotes. */
  found(name: string, kind: JsonKind, start: number, end: number): void;
  failed(failure: string): void;
}

/** What is looked for below one place of the line. */
class Place {
  readonly keys = new Map<string, Place>();
  readonly elements = new Map<number, Place>();
  readonly names: string[] = [];
}

/** No further place is looked at. */
const STOP = -1;

/**
 * Looks for values at paths in a line, in one pass from left to right, and takes the first of each path. It goes only into
 * objects and arrays that a path leads through, so never deeper than a path is long. The line need not be an object nor
 * complete: past what makes no sense it looks on, as Loki does.
 */
export class JsonSearch {
  private readonly root = new Place();
  private readonly found = new Set<Place>();
  private places = 0;
  private line = '';
  private findings!: JsonFindings;

  add(path: readonly JsonStep[], name: string): void {
    let place = this.root;
    for (const step of path) place = typeof step === 'string' ? below(place.keys, step) : below(place.elements, step);
    if (place.names.length === 0) this.places++;
    place.names.push(name);
  }

  run(line: string, findings: JsonFindings): void {
    this.line = line;
    this.findings = findings;
    this.found.clear();
    let at = 0;
    while (at !== STOP && at < line.length) {
      const code = line.charCodeAt(at);
      if (code === OPEN_BRACE) at = this.inObject(at, this.root);
      else if (code === OPEN_BRACKET) at = this.inArray(at, this.root);
      else if (code === QUOTE) at = this.stringOutside(at);
      else at++;
    }
  }

  private stringOutside(at: number): number {
    const end = stringEnd(this.line, at + 1);
    if (end < 0) return STOP;
    if (this.line.charCodeAt(skipBlanks(this.line, end + 1)) !== COLON) return end + 1;
    this.findings.failed(JSON_FAILURES.malformed);
    return STOP;
  }

  /** Searches the object that begins at `at`; returns the place behind it, or STOP. */
  private inObject(at: number, place: Place): number {
    const { line } = this;
    for (let i = at + 1; i < line.length; ) {
      const code = line.charCodeAt(i);
      if (code === CLOSE_BRACE) return i + 1;
      if (code === OPEN_BRACE) i = blockEnd(line, i, OPEN_BRACE, CLOSE_BRACE);
      else if (code === OPEN_BRACKET) i = blockEnd(line, i, OPEN_BRACKET, CLOSE_BRACKET);
      else if (code !== QUOTE) i++;
      else {
        const end = stringEnd(line, i + 1);
        if (end < 0) return STOP;
        const colon = skipBlanks(line, end + 1);
        if (line.charCodeAt(colon) !== COLON) i = end + 1;
        else {
          const key = unescapeJson(line.slice(i + 1, end));
          if (key === undefined) return STOP;
          const inside = place.keys.get(key);
          i = inside === undefined ? colon + 1 : this.value(skipBlanks(line, colon + 1), inside);
        }
      }
      if (i === STOP) return STOP;
    }
    return STOP;
  }

  /** Searches the array that begins at `at`; returns the place behind it, or STOP. */
  private inArray(at: number, place: Place): number {
    const { line } = this;
    if (place.elements.size === 0) return blockEnd(line, at, OPEN_BRACKET, CLOSE_BRACKET);
    let i = skipBlanks(line, at + 1);
    if (line.charCodeAt(i) === CLOSE_BRACKET) return i + 1;
    for (let element = 0; ; element++) {
      const inside = place.elements.get(element);
      const end = valueEnd(line, i);
      if (end < 0 || (inside !== undefined && this.value(i, inside) === STOP)) return STOP;
      i = skipBlanks(line, end);
      const separator = line.charCodeAt(i);
      if (separator === CLOSE_BRACKET) return i + 1;
      if (separator !== COMMA) return STOP;
      i = skipBlanks(line, i + 1);
    }
  }

  /** Takes the value at `at` if it is asked for, and searches it; returns the place to go on at, or STOP. */
  private value(at: number, place: Place): number {
    const code = this.line.charCodeAt(at);
    if (place.names.length > 0 && !this.found.has(place)) {
      this.found.add(place);
      this.take(at, place);
      if (this.found.size === this.places) return STOP;
    }
    if (code === OPEN_BRACE && place.keys.size > 0) return this.inObject(at, place);
    if (code === OPEN_BRACKET && place.elements.size > 0) return this.inArray(at, place);
    return at;
  }

  private take(at: number, { names }: Place): void {
    const { line, findings } = this;
    const code = line.charCodeAt(at);
    const end = valueEnd(line, at);
    const failure = FAILURES.get(code) ?? (at >= line.length ? JSON_FAILURES.malformed : JSON_FAILURES.value);
    const kind = end < 0 ? undefined : (KINDS.get(code) ?? kindOfToken(line, at, end));
    if (kind === undefined) {
      findings.failed(failure);
      return;
    }
    const quote = kind === 'string' ? 1 : 0;
    for (const name of names) findings.found(name, kind, at + quote, end - quote);
  }
}

const KINDS: ReadonlyMap<number, JsonKind> = new Map([
  [QUOTE, 'string'],
  [OPEN_BRACE, 'object'],
  [OPEN_BRACKET, 'array'],
]);

const FAILURES: ReadonlyMap<number, string> = new Map([
  [QUOTE, JSON_FAILURES.string],
  [OPEN_BRACE, JSON_FAILURES.object],
  [OPEN_BRACKET, JSON_FAILURES.array],
]);

/** The place behind the value that begins at `at`; -1: it has no end. */
function valueEnd(line: string, at: number): number {
  switch (line.charCodeAt(at)) {
    case QUOTE: {
      const end = stringEnd(line, at + 1);
      return end < 0 ? end : end + 1;
    }
    case OPEN_BRACE:
      return blockEnd(line, at, OPEN_BRACE, CLOSE_BRACE);
    case OPEN_BRACKET:
      return blockEnd(line, at, OPEN_BRACKET, CLOSE_BRACKET);
    default: {
      const end = tokenEnd(line, at);
      return end === at ? -1 : end;
    }
  }
}

function below<K>(places: Map<K, Place>, step: K): Place {
  const known = places.get(step);
  if (known !== undefined) return known;
  const place = new Place();
  places.set(step, place);
  return place;
}
