import { z } from 'zod';
import { plainText, value } from '../../values.js';

/** An address with http or https. Templates stand in some; they are checked once filled. */
export const address = value('an address that begins with http:// or https://', (given) => {
  if (typeof given !== 'string') return undefined;
  if (given.includes('{{')) return given;
  return /^https?:\/\/[^/]/.test(given) && URL.canParse(given) ? given : undefined;
});

/** As `address`; what is wrong does not tell the value. */
export const secretAddress = z.unknown().transform((given, context): string => {
  const read = address.safeParse(given);
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'is not an address that begins with http:// or https://' });
  return z.NEVER;
});

/** `smtp.example.org:587`. */
export const hostAndPort = value('a host and a port such as smtp.example.org:587', (given) => {
  const match = typeof given === 'string' ? given.match(/^(\[[^\]]+\]|[^:\s]*):(\d{1,5})$/) : null;
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535) return undefined;
  return { host: match[1]!.replace(/^\[|\]$/g, '') || 'localhost', port };
});

/** A template, with what it is by default. */
export const template = (standard = '') => plainText.default(standard);

/** Calls one of the default templates. */
export const calls = (name: string) => plainText.default(`{{ template "${name}" . }}`);

/** A list of maps of templates. */
export const templates = z.record(z.string(), plainText).default({});
