import type { Labels } from '@grafana/data';

/** One condition on labels, as Prometheus writes them. */
type Matcher = (labels: Labels) => boolean;

const MATCHER = /([a-zA-Z_][\w.]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,}\s]*))\s*(?:,|$)/g;

/**
 * The conditions of `{severity="critical", team=~"a|b"}`, also without braces. Throws for a text that is none, with what
 * would be right.
 */
export function labelMatchers(text: string): (labels: Labels) => boolean {
  const inner = text.trim().replace(/^\{/, '').replace(/\}$/, '').trim();
  if (inner === '') return () => true;
  const matchers: Matcher[] = [];
  let end = 0;
  for (const match of inner.matchAll(MATCHER)) {
    const [whole, name = '', operator = '', double, single, bare] = match;
    if (inner.slice(end, match.index).trim() !== '') break;
    matchers.push(matcherOf(name, operator, double ?? single ?? bare ?? ''));
    end = match.index + whole.length;
  }
  if (inner.slice(end).trim() !== '')
    throw new Error(`"${text}" are no conditions on labels, as {severity="critical"} is`);
  return (labels) => matchers.every((matches) => matches(labels));
}

function matcherOf(name: string, operator: string, value: string): Matcher {
  if (operator === '=') return (labels) => (labels[name] ?? '') === value;
  if (operator === '!=') return (labels) => (labels[name] ?? '') !== value;
  // The pattern is written by who may edit the dashboard, and runs in their own browser.
  const pattern = new RegExp(`^(?:${value})$`);
  return (labels) => pattern.test(labels[name] ?? '') === (operator === '=~');
}
