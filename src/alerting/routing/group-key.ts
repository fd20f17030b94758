import { quoteGo } from '../../lib/go-quote.js';
import type { Labels } from '../../model/labels.js';
import type { Route } from './route.js';

/** `{alertname="X", service="api"}`. */
function formatLabels(labels: Labels): string {
  const pairs: string[] = [];
  for (let i = 0; i < labels.length; i += 2) pairs.push(`${labels[i]}=${quoteGo(labels[i + 1]!)}`);
  return `{${pairs.join(', ')}}`;
}

/** What names a group to receivers: `{}/{severity="critical"}:{alertname="X"}`. */
export const groupKey = (route: Route, labels: Labels): string => `${route.key}:${formatLabels(labels)}`;
