import type { GoMap } from '../../../lib/gotemplate/value.js';
import { TextMap } from '../../../lib/gotemplate/value.js';
import type { LabelFormat } from '../../ast.js';
import { ERROR_LABEL } from '../entry-labels.js';
import { EntryTemplate, LabelMap } from '../entry-template.js';
import type { PipelineEntry, StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';
import { TEMPLATE_ERROR } from './line-format.js';

/** Sets one label. The labels that templates see are the same for all of a stage. */
type Format = (entry: PipelineEntry, labels: () => GoMap) => void;

/**
 * `| label_format new=old, name="{{.label}}"`: renames labels and sets them to what templates make of the others, from left
 * to right. Templates do not see what those before them set, renames behind them do.
 * https://grafana.com/docs/loki/latest/query/log_queries/#labels-format-expression
 */
export function compileLabelFormat(stage: LabelFormat): StageFunction {
  const formats = compile(stage);
  const templates = stage.formats.filter((format) => 'template' in format).length;
  const see = templates > 1 ? snapshot : (entry: PipelineEntry): GoMap => new LabelMap(entry.labels);
  return (entry) => {
    let labels: GoMap | undefined;
    const seen = (): GoMap => {
      labels ??= see(entry);
      return labels;
    };
    for (const format of formats) format(entry, seen);
    return true;
  };
}

function snapshot({ labels }: PipelineEntry): GoMap {
  const pairs = new Map<string, string>();
  for (const [name, value] of labels.entries()) pairs.set(name, value);
  return new TextMap(pairs);
}

function compile(stage: LabelFormat): readonly Format[] {
  const names = new Set<string>();
  return stage.formats.map((format) => {
    const { name } = format;
    if (name === ERROR_LABEL) throw stageError([stage], new Error(`${name} cannot be formatted`));
    if (names.has(name)) {
      throw stageError([stage], new Error(`multiple label name '${name}' not allowed in a single format operation`));
    }
    names.add(name);
    return 'source' in format ? rename(name, format.source) : compute(stage, name, format.template);
  });
}

/** A label keeps its category under its new name. */
function rename(name: string, source: string): Format {
  return ({ labels }) => {
    const value = labels.get(source);
    const category = labels.categoryOf(source);
    if (value === undefined || category === undefined) return;
    labels.set(category, name, value);
    labels.delete(source);
  };
}

function compute(stage: LabelFormat, name: string, source: string): Format {
  const template = labelTemplate(stage, name, source);
  return (entry, labels) => {
    const result = template.run(entry, labels());
    if ('text' in result) entry.labels.set('parsed', name, result.text);
    else entry.labels.fail(TEMPLATE_ERROR, result.problem);
  };
}

function labelTemplate(stage: LabelFormat, name: string, source: string): EntryTemplate {
  try {
    return new EntryTemplate('label', source);
  } catch (error) {
    const message = `invalid template for label '${name}': ${(error as Error).message}`;
    throw stageError([stage], new Error(message, { cause: error }));
  }
}
