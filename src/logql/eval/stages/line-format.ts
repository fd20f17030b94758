import type { LineFormat } from '../../ast.js';
import { EntryTemplate, LabelMap } from '../entry-template.js';
import type { StageFunction } from '../stage.js';
import { stageError } from '../stage-error.js';

/** `__error__` of an entry on which a template fails. */
export const TEMPLATE_ERROR = 'TemplateFormatErr';

/**
 * `| line_format "{{.label}}"`: the line becomes what the template makes of the labels. Where the template fails the line
 * stays and the entry is marked. https://grafana.com/docs/loki/latest/query/log_queries/#line-format-expression
 */
export function compileLineFormat(stage: LineFormat): StageFunction {
  const template = compile(stage);
  return (entry) => {
    const result = template.run(entry, new LabelMap(entry.labels));
    if ('text' in result) entry.line = result.text;
    else entry.labels.fail(TEMPLATE_ERROR, result.problem);
    return true;
  };
}

function compile(stage: LineFormat): EntryTemplate {
  try {
    return new EntryTemplate('line', stage.template);
  } catch (error) {
    throw stageError([stage], new Error(`invalid line template: ${(error as Error).message}`, { cause: error }));
  }
}
