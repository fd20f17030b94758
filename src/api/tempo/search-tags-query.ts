import { quoteGo } from '../../lib/go-quote.js';
import { unquoteLogfmt } from '../../lib/logfmt-value.js';
import { invalid } from './parameters.js';

/**
 * The TraceQL that a search by `tags` (logfmt) and durations of the trace (ns) means. Well-known fields have to contain the text, other
 * attributes to be it; a trace has to have a span for each.
 * https://grafana.com/docs/tempo/latest/api_docs/#search
 */
export function tagsQuery(tags: string, least: number | undefined, most: number | undefined): string {
  const filters = logfmtPairs(tags).map(([key, value]) => {
    const wellKnown = WELL_KNOWN.get(key);
    if (wellKnown !== undefined) return `{ ${wellKnown} =~ ${quoteGo(`.*${escapePattern(value)}.*`)} }`;
    if (key === 'error') return value === 'true' ? '{ status = error }' : '{ status != error }';
    return `{ .${quoteGo(key)} = ${quoteGo(value)} }`;
  });
  const durations = [
    ...wholeMs(least).map((ms) => `traceDuration >= ${ms}ms`),
    ...wholeMs(most).map((ms) => `traceDuration <= ${ms}ms`),
  ];
  if (durations.length > 0) filters.push(`{ ${durations.join(' && ')} }`);
  return filters.length === 0 ? '{ }' : filters.join(' && ');
}

/** Durations count in whole ms; none at all is no condition. */
const wholeMs = (ns = 0): number[] => (ns >= 1e6 ? [Math.floor(ns / 1e6)] : []);

const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ['service.name', 'resource.service.name'],
  ['name', 'name'],
  ['root.service.name', 'rootServiceName'],
  ['root.name', 'rootName'],
]);

const escapePattern = (text: string): string => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

const PAIR = /\s*([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?/y;

/** https://brandur.org/logfmt; positions in errors count from 1. */
function logfmtPairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    PAIR.lastIndex = at;
    const found = PAIR.exec(text);
    const next = found === null ? at : PAIR.lastIndex;
    const char = text[next];
    if (found === null || (char !== undefined && !/\s/.test(char))) {
      if (char === '"' && found !== null)
        throw invalid(`invalid tags: unterminated quoted value at pos ${text.length + 1}`);
      throw invalid(`invalid tags: unexpected '${char}' at pos ${next + 1}`);
    }
    const [, key = '', value = ''] = found;
    const written = value.startsWith('"') ? unquoteLogfmt(value.slice(1, -1)) : value;
    if (written === undefined) throw invalid(`invalid tags: invalid quoted value at pos ${next + 1}`);
    pairs.push([key, written]);
    at = next;
  }
  return pairs;
}
