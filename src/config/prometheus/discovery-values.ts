import { z } from 'zod';
import { httpClientFields, httpClientProblem } from '../http-client.js';
import { durationMs, plainText } from '../values.js';

/** What the entries of several `*_sd_configs` have in common. */

/** How often is asked; not 0. */
export const refreshInterval = durationMs.refine((ms) => ms > 0, 'must be longer than 0s');

export const portNumber = z
  .number()
  .int('must be a whole number')
  .min(0, 'must be a port')
  .max(65535, 'must be a port');

/** A URL of one of `schemes`, with a host. */
export const urlOf = (...schemes: readonly string[]) =>
  plainText.superRefine((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && url.hostname !== '' && schemes.includes(url.protocol.replace(':', ''))) return;
    context.addIssue({ code: 'custom', message: `is not a URL with a host, of scheme ${schemes.join(' or ')}` });
  });

/** A strict map with the settings of an HTTP client among its own. */
export const withHttpClient = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...httpClientFields, ...shape }).superRefine((given, context) => {
    const problem = httpClientProblem(given as unknown as Parameters<typeof httpClientProblem>[0]);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
