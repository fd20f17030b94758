import type { LabelMatcher } from '../storage/interface.js';
import type { Cursor } from './parser-cursor.js';

/** `{app="x", env=~"y.*"}`. https://grafana.com/docs/loki/latest/query/log_queries/#log-stream-selector */
export function streamSelector(cursor: Cursor): LabelMatcher[] {
  cursor.expect('{');
  if (cursor.accept('}')) return [];
  if (!cursor.is('IDENTIFIER')) throw cursor.unexpected('IDENTIFIER', '}');
  const matchers: LabelMatcher[] = [];
  do {
    matchers.push(matcher(cursor));
  } while (cursor.expect('}', ',').kind === ',');
  return matchers;
}

function matcher(cursor: Cursor): LabelMatcher {
  const { text: name } = cursor.expect('IDENTIFIER');
  const { kind } = cursor.expect('=', '=~', '!~', '!=');
  return { name, op: kind as LabelMatcher['op'], value: cursor.expect('STRING').value };
}
