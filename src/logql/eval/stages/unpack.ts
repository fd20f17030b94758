import type { EntryLabels } from '../entry-labels.js';
import type { PipelineEntry, StageFunction } from '../stage.js';
import { JsonCursor } from './json-cursor.js';
import { JSON_ERROR, JSON_FAILURES } from './json-errors.js';
import { OPEN_BRACE } from './json-scan.js';
import { jsonStringValue, unescapeJson } from './json-text.js';
import { parsedName, sanitizeLabelName } from './label-name.js';
import { Wanted } from './wanted.js';

/** The key of the line that was packed. */
const PACKED_LINE = '_entry';

/**
 * `| unpack`: undoes Promtail's `pack`: the line becomes what stands under `_entry`, and the other fields that are strings
 * become labels. An object without `_entry` and a line with an error in it stay as they are.
 * https://grafana.com/docs/loki/latest/query/log_queries/#unpack
 *
 * `wanted`: the labels that the rest of the query needs.
 */
export function compileUnpack(_stage: { readonly kind: 'unpack' }, wanted?: ReadonlySet<string>): StageFunction {
  const cursor = new JsonCursor();
  const needed = new Wanted(wanted);
  return (entry) => {
    if (entry.line === '' || wanted?.size === 0) return true;
    const failure = entry.line.charCodeAt(0) === OPEN_BRACE ? unpack(cursor, entry, needed) : JSON_FAILURES.notPacked;
    if (failure !== undefined) entry.labels.fail(JSON_ERROR, failure);
    return true;
  };
}

/** Says what is wrong with the line. */
function unpack(cursor: JsonCursor, entry: PipelineEntry, wanted: Wanted): string | undefined {
  const { line, labels } = entry;
  const packed: [name: string, value: string][] = [];
  let packedLine: string | undefined;
  for (cursor.open(line); cursor.next(); ) {
    const key = unescapeJson(line.slice(cursor.keyStart, cursor.keyEnd));
    if (key === undefined) return JSON_FAILURES.escape;
    if (cursor.kind !== 'string') continue;
    const value = line.slice(cursor.start, cursor.end);
    if (key === PACKED_LINE) packedLine = jsonStringValue(value);
    else packed.push([key, value]);
  }
  if (cursor.failure !== undefined || packedLine === undefined) return cursor.failure;
  entry.line = packedLine;
  setAll(labels, packed, wanted);
  return undefined;
}

/** Of fields of one name the last counts; none replaces what an earlier stage has set. */
function setAll(labels: EntryLabels, packed: readonly (readonly [string, string])[], wanted: Wanted): void {
  const values = new Map<string, string>();
  for (const [key, value] of packed) {
    const name = parsedName(labels, sanitizeLabelName(key));
    if (name !== '' && !labels.isSet(name) && wanted.has(name)) values.set(name, value);
  }
  for (const [name, value] of values) labels.set('parsed', name, jsonStringValue(value));
}
