import { RE2JS } from 're2js';
import type { QuartetError } from '../../../model/errors.js';
import type { RegexpStage } from '../../ast.js';
import { meaningError } from '../../parse-error.js';
import type { StageFunction } from '../stage.js';
import { parsedName, sanitizeLabelName } from './label-name.js';
import { Wanted } from './wanted.js';

/**
 * `| regexp "(?P<name>re)"`: a label for each named group of the first match; empty for a group that takes no part in it.
 * The expressions are RE2's. https://grafana.com/docs/loki/latest/query/log_queries/#regular-expression
 *
 * `wanted`: the labels that the rest of the query needs.
 */
export function compileRegexp(stage: RegexpStage, wanted?: ReadonlySet<string>): StageFunction {
  const pattern = compile(stage.pattern);
  const groups = Object.entries(pattern.namedGroups()).map(([name, group]) => ({
    label: sanitizeLabelName(name),
    group,
  }));
  if (groups.length === 0) throw refusal('at least one named capture must be supplied');
  const needed = new Wanted(wanted);
  return ({ line, labels }) => {
    const matcher = pattern.matcher(line);
    if (!matcher.find()) return true;
    for (const { label, group } of groups) {
      const name = parsedName(labels, label);
      if (!labels.isSet(name) && needed.has(name)) labels.set('parsed', name, matcher.group(group) ?? '');
    }
    return true;
  };
}

const TWICE = /duplicate capture group name: `(.*)`/;

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const twice = TWICE.exec(reason)?.[1];
    throw refusal(twice === undefined ? reason : `duplicate extracted label name '${twice}'`);
  }
}

const refusal = (reason: string): QuartetError => meaningError(`invalid regexp parser: ${reason}`);
