import type { LogfmtStage } from '../../ast.js';
import type { EntryLabels } from '../entry-labels.js';
import type { StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';
import { type FieldName, FieldNames } from './field-names.js';
import { withoutReplacements } from './json-text.js';
import { parsedName } from './label-name.js';
import { LogfmtScanner } from './logfmt-scanner.js';
import { Wanted } from './wanted.js';

/** The `__error__` of lines that `--strict` finds wrong. */
const LOGFMT_ERROR = 'LogfmtParserErr';

/**
 * `| logfmt`: every pair of the line becomes a label; with expressions, `| logfmt label="key", …`, those that are asked
 * for do, empty where the line has none. Of pairs of one key the first counts. Wrong pairs are left out; with `--strict`
 * the first ends the reading with an error. Keys without a value are left out but for `--keep-empty`.
 * https://grafana.com/docs/loki/latest/query/log_queries/#logfmt
 *
 * `wanted`: the labels that the rest of the query needs. Others are not made, and the line is read no further once all
 * are there, as in Loki; with none, the stage does nothing.
 */
export function compileLogfmt(stage: LogfmtStage, wanted?: ReadonlySet<string>): StageFunction {
  const expressions = new Map(stage.expressions.map(({ name, path }) => [name, keyOf(stage, path)]));
  if (wanted?.size === 0) return () => true;
  const scanner = new LogfmtScanner(stage.strict);
  const read = expressions.size > 0 ? readExpressions(scanner, expressions) : readAll(scanner, stage.keepEmpty, wanted);
  return ({ line, labels }) => {
    scanner.open(line);
    read(line, labels);
    if (scanner.failure !== undefined) labels.fail(LOGFMT_ERROR, details(line, scanner.failedAt, scanner.failure));
    return true;
  };
}

type Read = (line: string, labels: EntryLabels) => void;

function readAll(scanner: LogfmtScanner, keepEmpty: boolean, wanted: ReadonlySet<string> | undefined): Read {
  const names = FieldNames.of(wanted);
  const needed = new Wanted(wanted);
  return (line, labels) => {
    let field: FieldName | undefined;
    while (scanner.next()) {
      field = fieldAt(scanner, names, line, field);
      if (!field.isWanted) continue;
      const name = field.nameIn(labels);
      if (labels.isSet(name) || !needed.has(name)) continue;
      const value = scanner.value();
      if (value === '' && !keepEmpty) continue;
      labels.set('parsed', name, withoutReplacements(value));
      if (needed.areAllIn(labels)) return;
    }
  };
}

function readExpressions(scanner: LogfmtScanner, expressions: ReadonlyMap<string, string>): Read {
  const labelsOfKey = new Map<string, string[]>();
  for (const [label, key] of expressions) labelsOfKey.set(key, [...(labelsOfKey.get(key) ?? []), label]);
  const names = FieldNames.of(new Set(labelsOfKey.keys()));
  return (line, labels) => {
    let field: FieldName | undefined;
    while (scanner.next()) {
      field = fieldAt(scanner, names, line, field);
      if (!field.isWanted) continue;
      for (const label of labelsOfKey.get(field.label!) ?? []) {
        labels.set('parsed', parsedName(labels, label), withoutReplacements(scanner.value()));
      }
    }
    for (const label of expressions.keys()) if (!labels.has(label)) labels.set('parsed', label, '');
  };
}

/** The field whose pair is at hand, behind `previous`. */
function fieldAt(
  { keyStart, keyEnd }: LogfmtScanner,
  names: FieldNames,
  line: string,
  previous: FieldName | undefined,
): FieldName {
  const expected = names.expectedAfter(previous);
  if (expected !== undefined && isAt(line, keyStart, keyEnd, expected.written)) return expected;
  return names.find(line.slice(keyStart, keyEnd), previous, asWritten);
}

function isAt(line: string, start: number, end: number, key: string): boolean {
  if (end - start !== key.length) return false;
  for (let i = start; i < end; i++) if (line.charCodeAt(i) !== key.charCodeAt(i - start)) return false;
  return true;
}

const asWritten = (key: string): string => key;

/** Positions count bytes, from 1. */
function details(line: string, at: number, failure: string): string {
  return `logfmt syntax error at pos ${Buffer.byteLength(line.slice(0, at)) + 1} : ${failure}`;
}

const KEY = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;
const NOT_IN_KEY = /[^\p{L}\p{Nd}_\s]|(?<![\p{L}\p{Nd}_])\p{Nd}/u;

/** The key that an expression names. */
function keyOf(stage: LogfmtStage, path: string): string {
  const key = path.trim();
  if (KEY.test(key)) return key;
  const char = NOT_IN_KEY.exec(key)?.[0];
  const reason =
    char !== undefined
      ? `unexpected char ${char}`
      : `syntax error: unexpected ${key === '' ? '$end, expecting KEY' : 'KEY'}`;
  throw stageError([stage], new Error(`cannot parse expression [${path}]: ${reason}`));
}
