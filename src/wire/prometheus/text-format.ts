import { type Labels, METRIC_NAME } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import { textFloat } from './text-float.js';

/**
 * Samples in Prometheus' text format, as `/federate` gives them.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export interface TextSample {
  readonly labels: Labels;
  readonly ms: number;
  readonly value: number | NativeHistogram;
}

/** How names that are not of the old character set are written. */
export type NameEscaping = 'underscores' | 'allow-utf-8';

/** The escaping that a client asks for in its Accept header, and the Content-Type of what it gets. */
export function negotiateText(accept: string | undefined): { escaping: NameEscaping; contentType: string } {
  const escaping = /escaping\s*=\s*allow-utf-8/.test(accept ?? '') ? 'allow-utf-8' : 'underscores';
  const version = escaping === 'allow-utf-8' ? '1.0.0' : '0.0.4';
  return { escaping, contentType: `text/plain; version=${version}; charset=utf-8; escaping=${escaping}` };
}

/** The text of samples that come ordered by metric name; a new name begins with its TYPE line. */
export function* textFormat(samples: Iterable<TextSample>, escaping: NameEscaping): Generator<string> {
  let last: string | undefined;
  for (const { labels, ms, value } of samples) {
    const at = labels.indexOf(METRIC_NAME);
    // Metrics have a name; what has none cannot be written.
    if (at < 0 || at % 2 === 1) continue;
    const name = labels[at + 1]!;
    const isFloat = typeof value === 'number';
    if (name !== last) yield `# TYPE ${metricName(name, escaping)} ${isFloat ? 'untyped' : 'histogram'}\n`;
    last = name;
    const pairs = pairsOf(labels, escaping);
    const line = (suffix: string, more: readonly string[], number: number) =>
      `${start(name + suffix, [...pairs, ...more], escaping)} ${textFloat(number)} ${ms}\n`;
    if (isFloat) yield line('', [], value);
    else {
      yield line('_bucket', ['le="+Inf"'], value.count);
      yield line('_sum', [], value.sum);
      yield line('_count', [], value.count);
    }
  }
}

const isPlain = (name: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);

const escapedName = (name: string): string =>
  isPlain(name) ? name : Array.from(name, (char, i) => (isPlain(i === 0 ? char : `_${char}`) ? char : '_')).join('');

const metricName = (name: string, escaping: NameEscaping): string =>
  isPlain(name) || escaping === 'underscores' ? escapedName(name) : quoted(name);

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

function pairsOf(labels: Labels, escaping: NameEscaping): string[] {
  const pairs: string[] = [];
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i]!;
    if (name === METRIC_NAME) continue;
    const shown = isPlain(name) || escaping === 'underscores' ? escapedName(name) : quoted(name);
    pairs.push(`${shown}=${quoted(labels[i + 1]!)}`);
  }
  // Scrapers that honour labels would otherwise add their own.
  if (!labels.some((text, i) => i % 2 === 0 && text === 'instance')) pairs.push('instance=""');
  return pairs;
}

function start(name: string, pairs: readonly string[], escaping: NameEscaping): string {
  if (isPlain(name) || escaping === 'underscores') return `${escapedName(name)}{${pairs.join(',')}}`;
  return `{${[quoted(name), ...pairs].join(',')}}`;
}
