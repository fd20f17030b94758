import { parseDuration } from '../lib/duration.js';
import type { StreamRetention } from '../model/loki-limits.js';

/**
 * Loki's `retention_stream`: a list of `{selector, priority, period}`, or its JSON. `undefined` where it is none. Whether
 * a selector is one is judged where LogQL is known.
 * https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export function readStreamRetention(value: unknown): readonly StreamRetention[] | undefined {
  const list = typeof value === 'string' ? parsedJson(value) : value;
  if (!Array.isArray(list)) return undefined;
  const rules = list.map(readRule);
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

function readRule(value: unknown): StreamRetention | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { selector, priority = 0, period, ...others } = value as Record<string, unknown>;
  const ms = typeof period === 'string' ? parseDuration(period) : undefined;
  const isGood = typeof selector === 'string' && Number.isInteger(priority) && Object.keys(others).length === 0;
  return isGood && ms !== undefined && ms > 0 ? { selector, priority: priority as number, period: ms } : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return text === '' ? [] : JSON.parse(text);
  } catch {
    return undefined;
  }
}
