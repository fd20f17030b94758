import { Pipeline } from '../../src/logql/eval/pipeline.js';
import { parseLog } from '../../src/logql/parser.js';
import { labelsFrom } from '../../src/model/labels.js';
import type { Engine } from '../../src/storage/engine/engine.js';
import type { LineExtraction, LineParser } from '../../src/storage/interface.js';
import { type CompiledExtraction, compileExtraction } from '../../src/storage/read/logs/line-extraction/compile.js';
import { LIMITS } from './embedded-store.js';

/** An entry of a stream without labels. */
export interface StoredLine {
  readonly line: string | Uint8Array;
  readonly level?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What one side makes of an entry. `labels` are empty where the filters leave it out. */
interface Extracted {
  readonly passes: boolean;
  readonly labels: readonly string[];
}

/** What both sides make of an entry, of which `stored` counts only where it is plain. */
export interface Judged {
  readonly line: string;
  readonly isPlain: boolean;
  readonly stored: Extracted;
  readonly evaluated: Extracted & { readonly error: string | undefined };
}

/** A pipeline such as `| json | status >= 500`, with the labels that are wanted behind it. */
export interface ExtractedPipeline {
  readonly pipeline: string;
  readonly wanted: readonly string[];
}

/** Tables of lines in the columns of `log_entries`. */
export class ExtractedLines {
  constructor(private readonly engine: Engine) {}

  /** Makes a table of the lines. */
  async store(table: string, lines: readonly StoredLine[]): Promise<void> {
    await this.engine.command(
      `CREATE TABLE ${table} (n UInt32, line String, level LowCardinality(String), trace_id String, ` +
        'metadata Map(LowCardinality(String), String)) ENGINE = MergeTree ORDER BY n',
    );
    const params = {
      lines: lines.map(({ line }) => Buffer.from(line).toString('hex')),
      levels: lines.map(({ level = '' }) => level),
      metadata: lines.map(({ metadata = {} }) => JSON.stringify(metadata)),
    };
    await this.engine.command(
      `INSERT INTO ${table} SELECT item.1, unhex(item.2), item.3, '', JSONExtract(item.4, 'Map(String, String)') ` +
        `FROM (SELECT arrayJoin(arrayZip(range(toUInt32(${lines.length})), {lines:Array(String)}, ` +
        '{levels:Array(String)}, {metadata:Array(String)})) AS item)',
      params,
    );
  }

  /** Undefined where the pipeline cannot be said in SQL. */
  async judge(table: string, { pipeline, wanted }: ExtractedPipeline): Promise<Judged[] | undefined> {
    const { stages } = parseLog(`{a="b"} ${pipeline}`);
    const extraction = extractionOf(stages, wanted);
    const compiled = compileExtraction(extraction, new Set());
    if (compiled === undefined) return undefined;
    const evaluator = new Pipeline(stages, needed(extraction));
    const judged: Judged[] = [];
    const params = { ...compiled.plain.params, ...compiled.where.params };
    for await (const block of this.engine.query(selectOf(table, compiled), params, LIMITS)) {
      for (let row = 0; row < block.rows; row++) {
        const line = block.column('line').text(row);
        const pairs = block.column('metadata').value(row) as ReadonlyMap<string, string>;
        const metadata = labelsFrom([...pairs, ['detected_level', block.column('level').text(row)]]);
        const entry = evaluator.run({ labels: [], ns: 0n, line, metadata });
        const passes = block.column('passes').number(row) === 1;
        judged.push({
          line,
          isPlain: block.column('plain').number(row) === 1,
          stored: { passes, labels: passes ? wanted.map((_, i) => block.column(`label${i}`).text(row)) : [] },
          evaluated: {
            passes: entry !== undefined,
            labels: entry === undefined ? [] : wanted.map((name) => entry.labels.get(name) ?? ''),
            error: entry?.labels.error,
          },
        });
      }
    }
    return judged;
  }
}

function extractionOf(stages: ReturnType<typeof parseLog>['stages'], wanted: readonly string[]): LineExtraction {
  const parser = stages.find(({ kind }) => PARSERS.has(kind)) as LineParser | undefined;
  const filters = stages.flatMap((stage) => (stage.kind === 'label-filter' ? [stage.filter] : []));
  return { parser, wanted, filters };
}

const PARSERS: ReadonlySet<string> = new Set<LineParser['kind']>(['json', 'logfmt', 'pattern', 'regexp']);

function needed({ wanted, filters }: LineExtraction): ReadonlySet<string> {
  const names = new Set(wanted);
  const open = [...filters];
  for (let filter = open.pop(); filter !== undefined; filter = open.pop()) {
    if ('left' in filter) open.push(filter.left, filter.right);
    else names.add('matcher' in filter ? filter.matcher.name : filter.name);
  }
  return names;
}

function selectOf(table: string, { plain, where, labels }: CompiledExtraction): string {
  const values = [...labels.values()].map((sql, i) => `${sql} AS label${i}`);
  return (
    `SELECT line, level, metadata, toUInt8(${plain.sql}) AS plain, ` +
    `${[`toUInt8(${where.sql}) AS passes`, ...values].join(', ')} FROM ${table} ORDER BY n`
  );
}
