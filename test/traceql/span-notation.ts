import { KIND_NAMES, STATUS_NAMES } from '../../src/model/static.js';
import type { StoredSpan } from '../../src/model/stored-span.js';
import { Cursor } from '../../src/rules/unit-test/cursor.js';
import type { ScriptLine } from '../support/script-blocks.js';
import { storedSpan } from '../support/stored-spans.js';

/** The time that scripts call 0: ns since 1970; 2026-11-20T10:00:00Z. */
export const ZERO_NS = 1_795_168_800_000_000_000n;

/** A span of a script under the name that expected answers call it by. */
export interface NamedSpan {
  readonly label: string;
  readonly span: StoredSpan;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The spans of a block `trace ID`. Ids are numbers by their place in it, from 1. */
export function readSpans(trace: string, body: readonly ScriptLine[]): NamedSpan[] {
  const ids = new Map<string, string>();
  for (const { text } of body) {
    const label = new Cursor(text).word();
    if (!ids.has(label)) ids.set(label, (ids.size + 1).toString(16));
  }
  return body.map(({ text, line }) => {
    try {
      return readSpan(new Cursor(text), trace, ids);
    } catch (error) {
      throw new Error(`line ${line}: ${(error as Error).message}`);
    }
  });
}

const MISSING_PARENT = 'ffff';

function readSpan(cursor: Cursor, trace: string, ids: ReadonlyMap<string, string>): NamedSpan {
  const label = cursor.word();
  const span: Mutable<StoredSpan> = storedSpan({
    id: ids.get(label)!,
    trace,
    name: label,
    start: ZERO_NS,
    duration: 0,
  });
  const resource = new Map([['resource.service.name', 'sshop']]);
  cursor.skipSpaces();
  if (cursor.accept('< ')) {
    const parent = ids.get(cursor.word()) ?? MISSING_PARENT;
    span.parentId = bytes(parent, 8);
  }
  for (cursor.skipSpaces(); !cursor.isAtEnd; cursor.skipSpaces()) {
    const word = cursor.match(/[^\s={]*/y);
    const setting = SETTINGS[word];
    if (setting !== undefined) {
      cursor.skipSpaces();
      cursor.accept('=');
      setting(span, cursor, resource, ids);
    } else readAttribute(span, resource, word, cursor);
  }
  span.resource = [...resource].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  return { label, span };
}

type Setting = (
  span: Mutable<StoredSpan>,
  cursor: Cursor,
  resource: Map<string, string>,
  ids: ReadonlyMap<string, string>,
) => void;

const enumeration =
  (field: 'kind' | 'status', names: readonly string[]): Setting =>
  (span, cursor) => {
    const at = names.indexOf(cursor.word());
    if (at < 0) cursor.fail(`expected ${names.join(' or ')}`);
    span[field] = at;
  };

const SETTINGS: Readonly<Record<string, Setting>> = {
  at: (span, cursor) => {
    span.startNs = ZERO_NS + readDuration(cursor);
  },
  for: (span, cursor) => {
    span.durationNs = readDuration(cursor);
  },
  name: (span, cursor) => {
    span.name = cursor.quoted();
  },
  id: (span, cursor, _resource, ids) => {
    span.spanId = bytes(ids.get(cursor.word()) ?? cursor.fail('no such span'), 8);
  },
  message: (span, cursor) => {
    span.statusMessage = cursor.quoted();
  },
  service: (_span, cursor, resource) => {
    resource.set('resource.service.name', `s${cursor.quoted()}`);
  },
  'scope.name': (_span, cursor, resource) => {
    resource.set('scope.name', cursor.quoted());
  },
  'scope.version': (_span, cursor, resource) => {
    resource.set('scope.version', cursor.quoted());
  },
  kind: enumeration('kind', KIND_NAMES),
  status: enumeration('status', STATUS_NAMES),
  event: (span, cursor) => {
    const name = cursor.quoted();
    cursor.skipSpaces();
    const after = cursor.accept('at=') ? readDuration(cursor) : 0n;
    span.events = [...span.events, { ns: span.startNs + after, name, attributes: readBraces(cursor) }];
  },
  link: (span, cursor) => {
    const [trace = '', id = ''] = cursor.match(/[0-9a-f]+:[0-9a-f]+/y).split(':');
    const link = { traceId: bytes(trace, 16), spanId: bytes(id, 8), traceState: '', attributes: readBraces(cursor) };
    span.links = [...span.links, link];
  },
};

function readAttribute(span: Mutable<StoredSpan>, resource: Map<string, string>, word: string, cursor: Cursor): void {
  cursor.expect('=');
  const value = readTagged(cursor);
  if (word.startsWith('resource.')) resource.set(word, value);
  else if (word.startsWith('instrumentation.')) resource.set(`scope.attributes.${word.slice(16)}`, value);
  else span.attributes = [...span.attributes, word, value];
}

/** `{a=1, b="x"}`, or nothing. */
function readBraces(cursor: Cursor): string[] {
  cursor.skipSpaces();
  const attributes: string[] = [];
  if (!cursor.accept('{')) return attributes;
  do {
    cursor.skipSpaces();
    attributes.push(cursor.match(/[^\s=]+/y));
    cursor.expect('=');
    attributes.push(readTagged(cursor));
  } while (cursor.accept(','));
  cursor.expect('}');
  return attributes;
}

/** A value with its type as it is stored: `"text"`, `5`, `5.0`, `true`, `["a", "b"]`; `map` is one that no query can look at. */
function readTagged(cursor: Cursor): string {
  if (cursor.peek() === '"') return `s${cursor.quoted()}`;
  if (cursor.accept('true')) return 'btrue';
  if (cursor.accept('false')) return 'bfalse';
  if (cursor.accept('map')) return 'a{"kvlistValue":{"values":[]}}';
  if (cursor.accept('[')) {
    const values: string[] = [];
    while (!cursor.accept(']')) {
      values.push(memberOf(readTagged(cursor)));
      cursor.accept(',');
      cursor.skipSpaces();
    }
    return `a{"arrayValue":{"values":[${values.join(',')}]}}`;
  }
  const number = cursor.match(/-?(\d[\d.]*(e[+-]?\d+)?|Infinity)|NaN/y);
  if (number === '') cursor.fail('expected a value');
  return /[.eINa]/.test(number) ? `d${number}` : `i${number}`;
}

function memberOf(tagged: string): string {
  const text = tagged.slice(1);
  if (tagged[0] === 's') return `{"stringValue":${JSON.stringify(text)}}`;
  if (tagged[0] === 'i') return `{"intValue":"${text}"}`;
  if (tagged[0] === 'd') return `{"doubleValue":${text}}`;
  return `{"boolValue":${text}}`;
}

const UNIT_NS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** `1m30s`, `-5ms`, `1.5s`; ns. */
export function readDuration(cursor: Cursor): bigint {
  const text = cursor.match(/-?(\d+(\.\d+)?(ns|us|ms|[smh]))+/y);
  if (text === '') cursor.fail('expected a duration');
  let ns = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|[smh])/g))
    ns += Number(amount) * UNIT_NS[unit!]!;
  return BigInt(Math.round(text.startsWith('-') ? -ns : ns));
}

const bytes = (hex: string, length: number): Uint8Array => Buffer.from(hex.padStart(length * 2, '0'), 'hex');
