import { formatFloat } from '../lib/format-float.js';
import type { Labels } from '../model/labels.js';
import { labelValue, METRIC_NAME } from '../model/labels.js';
import { type ContributorsQuery, TOP } from './contributors-query.js';
import type { RuleSample } from './rule-query.js';

/** The annotation that tells the series which count most for an alert. */
export const CONTRIBUTORS_ANNOTATION = 'top_contributors';

/** Characters of the annotation. */
const MAX_LENGTH = 1000;

/** By group: `{instance="a"} 12.5, {instance="b"} 3`, the one that counts most first. */
export function contributorTexts(
  samples: readonly RuleSample[],
  query: ContributorsQuery,
): ReadonlyMap<string, string> {
  const areLowest = query.expression.startsWith('bottomk');
  const groups = new Map<string, RuleSample[]>();
  for (const sample of samples) {
    if (sample.histogram !== undefined || Number.isNaN(sample.value)) continue;
    const group = query.groupOf(sample.labels);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [sample]);
    else known.push(sample);
  }
  const ordered = (of: RuleSample[]) => of.sort((a, b) => (areLowest ? a.value - b.value : b.value - a.value));
  return new Map([...groups].map(([group, of]) => [group, textOf(ordered(of).slice(0, TOP))]));
}

function textOf(samples: readonly RuleSample[]): string {
  let text = '';
  for (const { labels, value } of samples) {
    const one = `${text === '' ? '' : ', '}${seriesText(labels)} ${formatFloat(Number(value.toPrecision(4)))}`;
    if (text.length + one.length > MAX_LENGTH) break;
    text += one;
  }
  return text;
}

function seriesText(labels: Labels): string {
  const pairs: string[] = [];
  for (let i = 0; i < labels.length; i += 2)
    if (labels[i] !== METRIC_NAME) pairs.push(`${labels[i]!}=${JSON.stringify(labels[i + 1]!)}`);
  return `${labelValue(labels, METRIC_NAME)}{${pairs.join(', ')}}`;
}
