import type { JsonStage } from '../../ast.js';
import type { PipelineEntry, StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';
import { JSON_ERROR } from './json-errors.js';
import { type JsonStep, parseJsonPath } from './json-path.js';
import { type JsonKind, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-scan.js';
import { type JsonFindings, JsonSearch } from './json-search.js';
import { jsonStringValue } from './json-text.js';
import { parsedName } from './label-name.js';

/**
 * `| json label="a.b[0]", …`: a label for each expression, empty where the line has no such value; objects and arrays as
 * they are written. Of expressions for one label the one whose value comes last in the line counts.
 * https://grafana.com/docs/loki/latest/query/log_queries/#json
 */
export function compileJsonExpressions(stage: JsonStage): StageFunction {
  const search = new JsonSearch();
  for (const { name, path } of stage.expressions) search.add(stepsOf(stage, path), name);
  const names = [...new Set(stage.expressions.map(({ name }) => name))];
  const setter = new LabelSetter();
  return (entry) => {
    const { line, labels } = entry;
    if (line === '') return true;
    if (!BEGINNINGS.has(line.charCodeAt(0))) labels.fail(JSON_ERROR, '');
    else {
      setter.entry = entry;
      search.run(line, setter);
      for (const name of names) if (!labels.has(name)) labels.set('parsed', name, '');
    }
    return true;
  };
}

/** How a line begins that is searched at all. */
const BEGINNINGS: ReadonlySet<number> = new Set([QUOTE, OPEN_BRACE, OPEN_BRACKET]);

class LabelSetter implements JsonFindings {
  entry!: PipelineEntry;

  found(name: string, kind: JsonKind, start: number, end: number): void {
    const { line, labels } = this.entry;
    labels.set('parsed', parsedName(labels, name), valueText(kind, line.slice(start, end)));
  }

  failed(failure: string): void {
    this.entry.labels.fail(JSON_ERROR, failure);
  }
}

function valueText(kind: JsonKind, written: string): string {
  if (kind === 'null') return '';
  return kind === 'object' ? written : jsonStringValue(written);
}

function stepsOf(stage: JsonStage, path: string): readonly JsonStep[] {
  try {
    return parseJsonPath(path);
  } catch (error) {
    throw stageError([stage], error);
  }
}
