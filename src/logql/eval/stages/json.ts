import type { JsonStage } from '../../ast.js';
import type { EntryLabels } from '../entry-labels.js';
import type { StageFunction } from '../stage.js';
import { type FieldName, FieldNames } from './field-names.js';
import { JsonCursor } from './json-cursor.js';
import { JSON_ERROR, JSON_FAILURES } from './json-errors.js';
import { compileJsonExpressions } from './json-expressions.js';
import { jsonStringValue, unescapeJson } from './json-text.js';
import { Wanted } from './wanted.js';

/**
 * `| json`: every field of the object that is the line becomes a label; those of inner objects are called `outer_inner`;
 * arrays and nulls are left out. Of fields that get the same name the first counts. What came before an error stays.
 * https://grafana.com/docs/loki/latest/query/log_queries/#json
 *
 * `wanted`: the labels that the rest of the query needs. Others are not made, and the line is read no further, nor its
 * errors found, once all are there, as in Loki; with none, the stage does nothing.
 */
export function compileJson(stage: JsonStage, wanted?: ReadonlySet<string>): StageFunction {
  if (wanted?.size === 0) return () => true;
  if (stage.expressions.length > 0) return compileJsonExpressions(stage);
  const reader = new JsonFieldReader(wanted);
  return ({ line, labels }) => {
    const failure = reader.read(line, labels);
    if (failure !== undefined) labels.fail(JSON_ERROR, failure);
    return true;
  };
}

interface Around {
  readonly names: FieldNames;
  readonly field: FieldName;
}

class JsonFieldReader {
  private readonly cursor = new JsonCursor();
  private readonly names: FieldNames;
  private readonly wanted: Wanted;

  constructor(wanted: ReadonlySet<string> | undefined) {
    this.names = FieldNames.of(wanted);
    this.wanted = new Wanted(wanted);
  }

  /** Sets the labels, and says what is wrong with the line. */
  read(line: string, labels: EntryLabels): string | undefined {
    const { cursor } = this;
    if (!cursor.open(line)) return cursor.failure;
    const around: Around[] = [];
    let names = this.names;
    let previous: FieldName | undefined;
    for (;;) {
      const expected = names.expectedAfter(previous);
      if (!cursor.next(expected?.written)) {
        if (cursor.failure !== undefined) return cursor.failure;
        const outer = around.pop();
        if (outer === undefined) return undefined;
        names = outer.names;
        previous = outer.field;
        continue;
      }
      const field = cursor.isExpected
        ? expected!
        : names.find(line.slice(cursor.keyStart, cursor.keyEnd), previous, unescapeJson);
      if (field.label === undefined) return JSON_FAILURES.escape;
      previous = field;
      if (cursor.kind === 'object') {
        if (field.isInsideWanted) {
          cursor.enter();
          around.push({ names, field });
          names = field.inside;
          previous = undefined;
        } else if (!cursor.skip()) return cursor.failure;
      } else if (field.isWanted && this.set(field, line, labels)) return undefined;
    }
  }

  /** Whether all labels are there that the query needs. */
  private set(field: FieldName, line: string, labels: EntryLabels): boolean {
    const { start, end, kind } = this.cursor;
    if (kind === 'array' || kind === 'null') return false;
    const name = field.nameIn(labels);
    if (labels.isSet(name) || !this.wanted.has(name)) return false;
    const written = line.slice(start, end);
    labels.set('parsed', name, kind === 'string' ? jsonStringValue(written) : written);
    return this.wanted.areAllIn(labels);
  }
}
