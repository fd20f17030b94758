import type { Labels } from '../../../model/labels.js';
import type { EntryLabels } from '../entry-labels.js';

/** What a parsed label is called that has the name of one of the stream or of the metadata. */
const DUPLICATE_SUFFIX = '_extracted';

const VALID = /^[A-Za-z_][A-Za-z0-9_]*$/;
const INVALID_CHARACTERS = /[^A-Za-z0-9_]/gu;

/**
 * A field's key as a label name: blanks at its ends are cut off, each character that no label name has becomes `_`, and
 * one that begins with a digit gets `_` before it. Empty when nothing is left.
 * https://grafana.com/docs/loki/latest/query/log_queries/#parser-expression
 */
export function sanitizeLabelName(key: string): string {
  if (VALID.test(key)) return key;
  const name = sanitizeLabelPart(key);
  return startsWithDigit(name) ? `_${name}` : name;
}

/** The same of a key inside an object, which stands behind the names of the objects around it. */
export function sanitizeLabelPart(key: string): string {
  // A byte order mark is no blank to Go, but one to `trim`.
  return key.replaceAll('\ufeff', '_').trim().replace(INVALID_CHARACTERS, '_');
}

export const extractedName = (name: string): string => name + DUPLICATE_SUFFIX;

/** The name under which a parser sets a label: its own, or with `_extracted` where stream or metadata have it. */
export const parsedName = (labels: EntryLabels, name: string): string =>
  labels.isBase(name) ? extractedName(name) : name;

export function hasLabel(labels: Labels, name: string): boolean {
  for (let i = 0; i < labels.length; i += 2) if (labels[i] === name) return true;
  return false;
}

function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
