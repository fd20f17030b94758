import { RE2JS } from 're2js';
import { z } from 'zod';
import { parseBytes } from '../lib/bytes.js';
import { parseDuration } from '../lib/duration.js';

/**
 * Values in the files of other systems that are read strictly. Each is what its system calls so; an empty value counts as
 * not given only where its setting says so.
 */

/** Read by `read`, which gives `undefined` for what is not `expected`. */
export const value = <T>(expected: string, read: (given: unknown) => T | undefined) =>
  z.unknown().transform((given, context): T => {
    const result = read(given);
    if (result !== undefined) return result;
    const problem = given === undefined ? 'is missing' : `${shown(given)} is not ${expected}`;
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });

const shown = (given: unknown) => {
  const text = JSON.stringify(given) ?? String(given);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

/** Milliseconds, not negative: `1m30s`. */
export const durationMs = value('a duration such as 30s, 5m or 1h30m', (given) => {
  const ms = given === 0 ? 0 : typeof given === 'string' ? parseDuration(given) : undefined;
  return ms !== undefined && ms >= 0 ? ms : undefined;
});

/** Bytes: `10MB`, `512KiB`, a number. */
export const sizeBytes = value('a size such as 10MB', (given) =>
  typeof given === 'string'
    ? parseBytes(given)
    : Number.isSafeInteger(given) && (given as number) >= 0
      ? (given as number)
      : undefined,
);

/** A number or a text in YAML; always a text here. */
export const plainText = value('text', (given) =>
  typeof given === 'string'
    ? given
    : typeof given === 'number' || typeof given === 'boolean'
      ? String(given)
      : undefined,
);

/** RE2, unchanged. */
export const regex = value('a regular expression (RE2)', (given) => {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined;
  try {
    RE2JS.compile(String(given));
    return String(given);
  } catch {
    return undefined;
  }
});

/** Of labels and annotations; any text that is not empty. */
export const labelName = value('a label name', (given) =>
  typeof given === 'string' && given !== '' ? given : undefined,
);

/** A map of label names to texts. */
export const labelMap = z.record(labelName, plainText);
