import { RE2JS } from 're2js';
import { Expansion } from '../../../lib/go-expansion.js';
import { QuartetError } from '../../../model/errors.js';
import { labelValue } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import { mergeSameLabels } from '../same-labels.js';
import type { CallContext, FunctionFamily } from './implementation.js';
import { LabelSetter, MAX_LABEL_TEXT } from './label-setter.js';

/**
 * Sets a label to what a regular expression, which must match all of another label's value, makes of it. Series that it
 * does not match stay as they are. https://prometheus.io/docs/prometheus/latest/querying/functions/#label_replace
 */
export const LABEL_REPLACE_FUNCTIONS: FunctionFamily = {
  label_replace: { kind: 'vector', evaluate: labelReplace },
};

async function labelReplace(call: CallContext): Promise<GridSeries[]> {
  const [destination, replacement, source, pattern] = [1, 2, 3, 4].map((argument) => call.text(argument)) as [
    string,
    string,
    string,
    string,
  ];
  const regex = compile(pattern);
  const setter = new LabelSetter(destination, 'label_replace');
  const replace = replacer(regex, replacement);
  const { pace } = call.evaluation;
  const replaced: GridSeries[] = [];
  for (const series of await call.vector(0)) {
    const value = replace(labelValue(series.labels, source));
    replaced.push(value === undefined ? series : setter.set(series, value));
    if (pace.isDue) await pace.rest();
  }
  return mergeSameLabels(replaced, pace);
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(`^(?s:${pattern})$`);
  } catch (error) {
    throw new QuartetError('execution', `invalid regular expression in label_replace(): ${pattern}`, { cause: error });
  }
}

/** What a value becomes; undefined where it does not match. Each value is judged once: series share theirs. */
function replacer(regex: RE2JS, replacement: string): (value: string) => string | undefined {
  const expansion = new Expansion(replacement, regex.namedGroups());
  const known = new Map<string, string | undefined>();
  return (value) => {
    if (known.has(value)) return known.get(value);
    const match = regex.matcher(value);
    const text = match.find()
      ? expansion.expand(match.groupCount(), (group) => match.group(group), MAX_LABEL_TEXT)
      : undefined;
    known.set(value, text);
    return text;
  };
}
