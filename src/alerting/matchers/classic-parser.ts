import type { Matcher } from './matcher.js';

const MATCHER = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)/;

/**
 * Matchers in the syntax before Alertmanager 0.27: classic label names, values with or without quotes, which without them
 * may hold anything but commas. Throws what is wrong.
 * https://prometheus.io/docs/alerting/latest/configuration/#classic-mode
 */
export function parseClassicMatchers(input: string): Matcher[] {
  const inner = input.replace(/^\{/, '').replace(/\}$/, '');
  return split(inner).map(parseOne);
}

/** At commas outside of quotes. A comma at the end separates nothing. */
function split(input: string): string[] {
  const parts: string[] = [];
  let [part, inQuotes, escaped] = ['', false, false];
  for (const char of input) {
    if (char === ',' && !inQuotes) {
      parts.push(part);
      part = '';
      continue;
    }
    part += char;
    if (escaped) escaped = false;
    else if (char === '\\') escaped = true;
    else if (char === '"') inQuotes = !inQuotes;
  }
  return part.trim() === '' ? parts : [...parts, part];
}

function parseOne(text: string): Matcher {
  const [head, name, op] = MATCHER.exec(text) ?? [];
  if (name === undefined)
    throw new Error(`${JSON.stringify(text.trim())} is not a matcher such as severity="critical"`);
  return { name, op: op as Matcher['op'], value: readValue(text.slice(head!.length).trim(), text) };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

function readValue(raw: string, whole: string): string {
  const quoted = raw.startsWith('"');
  const body = quoted ? raw.slice(1) : raw;
  let value = '';
  for (let i = 0; i < body.length; i++) {
    const char = body[i]!;
    if (char === '\\') {
      const next = body[++i];
      // Before other characters a backslash stands for itself.
      value += next === undefined ? '\\' : (ESCAPES[next] ?? `\\${next}`);
    } else if (char !== '"') value += char;
    else if (quoted && i === body.length - 1) return value;
    else throw new Error(`${JSON.stringify(whole.trim())} has quotes inside its value; write them as \\"`);
  }
  if (quoted) throw new Error(`${JSON.stringify(whole.trim())} has quotes that are not closed`);
  return value;
}
