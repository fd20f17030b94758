import { readByteSize } from '../../lib/byte-size.js';
import { readGoDuration } from '../../lib/go-duration.js';
import { parseGoBool, parseGoFloat, parseGoInt } from '../../lib/go-number.js';
import type { AnsweredEntry } from '../answer.js';
import { EntryLabels, ERROR_DETAILS_LABEL, ERROR_LABEL } from '../eval/entry-labels.js';
import { pipelineEntry } from '../eval/stage.js';
import { compileJson } from '../eval/stages/json.js';
import { compileLogfmt } from '../eval/stages/logfmt.js';
import { jsonPathsOf } from './json-paths.js';

/**
 * Detected fields. https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-detected-fields
 *
 * What stands in entries beside the labels of their streams: structured metadata, what the query parsed, and what the
 * parser that suits a line (json, else logfmt) finds in it.
 */
export interface DetectedField {
  readonly label: string;
  type: FieldType;
  readonly values: Set<string>;
  readonly parsers: Set<Parser>;
  /** The keys that lead to it in lines of JSON. */
  path: readonly string[] | undefined;
}

type FieldType = 'int' | 'float' | 'boolean' | 'duration' | 'bytes' | 'string';
type Parser = 'json' | 'logfmt';

/** What a value looks like; the first that fits. */
const TYPES: readonly (readonly [FieldType, (value: string) => boolean])[] = [
  ['int', (value) => 'value' in parseGoInt(value)],
  ['float', (value) => parseGoFloat(value) !== undefined],
  ['boolean', (value) => parseGoBool(value) !== undefined],
  ['duration', (value) => 'value' in readGoDuration(value)],
  ['bytes', (value) => 'value' in readByteSize(value)],
];

const typeOf = (value: string): FieldType => TYPES.find(([, fits]) => fits(value))?.[0] ?? 'string';

/** The fields of entries, in the order in which they are met; of more than `limit` the first. Entries stream by stream. */
export function detectFields(entries: readonly AnsweredEntry[], limit: number): DetectedField[] {
  const fields = new Map<string, DetectedField>();
  const parse = lineParser();
  for (const stream of streamsOf(entries)) {
    const typed = new Set<string>();
    const note = (label: string, value: string, parser?: Parser, path?: readonly string[]) => {
      let field = fields.get(label);
      if (field === undefined) {
        if (fields.size === limit) return;
        field = { label, type: 'string', values: new Set(), parsers: new Set(), path: undefined };
        fields.set(label, field);
      }
      // A stream's values are of one type; the next stream may write it otherwise.
      if (!typed.has(label)) field.type = typeOf(value);
      typed.add(label);
      field.values.add(value);
      if (parser !== undefined) field.parsers.add(parser);
      field.path ??= path;
    };
    for (const entry of stream) {
      const { metadata, parsed } = labelsBesideStream(entry);
      for (const [label, value] of metadata) note(label, value);
      const found = parse(entry);
      // What the query parsed is told with the parser that suits the line now; Loki takes logfmt for what suits none.
      for (const [label, value] of parsed) note(label, value, found?.parser ?? 'logfmt');
      for (const [label, value] of found?.labels ?? []) note(label, value, found?.parser, found?.paths.get(label));
    }
  }
  return [...fields.values()];
}

/** Entries by stream, these by their labels, each with its entries in the order in which they came. */
function streamsOf(entries: readonly AnsweredEntry[]): AnsweredEntry[][] {
  const streams = new Map<string, AnsweredEntry[]>();
  for (const entry of entries) {
    const key = entry.labels.stream.join('\u0000');
    const stream = streams.get(key);
    if (stream === undefined) streams.set(key, [entry]);
    else stream.push(entry);
  }
  return [...streams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stream]) => stream);
}

function labelsBesideStream({ labels }: AnsweredEntry): Record<'metadata' | 'parsed', [string, string][]> {
  const beside: Record<'metadata' | 'parsed', [string, string][]> = { metadata: [], parsed: [] };
  for (const [name, value, category] of labels.entries()) {
    if (category === 'stream' || name === ERROR_LABEL || name === ERROR_DETAILS_LABEL) continue;
    beside[category].push([name, value]);
  }
  return beside;
}

interface ParsedLine {
  readonly parser: Parser;
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Reads lines as JSON, and those that are none as logfmt; `undefined` where a line is neither. */
function lineParser(): (entry: AnsweredEntry) => ParsedLine | undefined {
  const stages = [
    ['json', compileJson({ kind: 'json', expressions: [] })],
    ['logfmt', compileLogfmt({ kind: 'logfmt', strict: false, keepEmpty: false, expressions: [] })],
  ] as const;
  return ({ ns, line, labels: { stream } }) => {
    for (const [parser, stage] of stages) {
      const labels = new EntryLabels(stream, []);
      stage(pipelineEntry(labels, line, ns));
      if (labels.error !== undefined) continue;
      const found: (readonly [string, string])[] = [];
      for (const [name, value, category] of labels.entries()) {
        if (category === 'parsed' && name !== ERROR_LABEL && name !== ERROR_DETAILS_LABEL) found.push([name, value]);
      }
      if (found.length === 0) continue;
      return { parser, labels: found, paths: parser === 'json' ? jsonPathsOf(line, stream) : new Map() };
    }
    return undefined;
  };
}
