import { quoteGo } from '../../lib/go-quote.js';
import type { Labels } from '../../model/labels.js';

const BARE_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A label set as messages show it: `{__name__="up", job="node", "service.name"="cart"}`. */
export function labelsText(labels: Labels): string {
  const pairs: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i]!;
    pairs.push(`${BARE_NAME.test(name) ? name : quoteGo(name)}=${quoteGo(labels[i + 1]!)}`);
  }
  return `{${pairs.join(', ')}}`;
}
