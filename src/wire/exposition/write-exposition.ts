import { textFloat } from '../prometheus/text-float.js';
import type { FamilySample, MetricFamily } from './metric-family.js';

/** The Content-Type of what `writeExposition` writes where all names are of the old character set. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Families as a page of text. Names beyond the old character set are quoted, as version 1.0.0 has them.
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function writeExposition(families: readonly MetricFamily[]): string {
  return families.map(writeFamily).join('');
}

function writeFamily({ name, help, type, samples }: MetricFamily): string {
  const shown = isPlainMetric(name) ? name : quoted(name);
  const helpLine = help === '' ? '' : `# HELP ${shown} ${escapedHelp(help)}\n`;
  return `${helpLine}# TYPE ${shown} ${type}\n${samples.map((sample) => writeSample(name, sample)).join('')}`;
}

function writeSample(family: string, { suffix = '', labels, value }: FamilySample): string {
  const name = family + suffix;
  const pairs = Object.entries(labels).map(([label, text]) => `${labelName(label)}=${quoted(text)}`);
  const series = isPlainMetric(name) ? name + braced(pairs) : braced([quoted(name), ...pairs]);
  return `${series} ${textFloat(value)}\n`;
}

const isPlainMetric = (name: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);

const labelName = (name: string): string => (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quoted(name));

const braced = (parts: readonly string[]): string => (parts.length === 0 ? '' : `{${parts.join(',')}}`);

const escapedHelp = (help: string): string => help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const quoted = (text: string): string => `"${escapedHelp(text).replaceAll('"', '\\"')}"`;
