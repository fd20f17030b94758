import { resolve } from 'node:path';
import { z } from 'zod';
import type { HeaderMatch, HttpProbe } from '../../collect/exporters/blackbox/blackbox-module.js';
import { httpClientFields, httpClientProblem, toHttpClient } from '../http-client.js';
import { plainText, regex, sizeBytes } from '../values.js';
import { ipChoiceFields, toIpChoice } from './ip-choice.js';

const patterns = z.array(regex).default([]);

const headerMatches = z
  .array(
    z
      .strictObject({
        header: plainText.refine((name) => name !== '', { error: 'must not be empty' }),
        regexp: regex,
        allow_missing: z.boolean().default(false),
      })
      .transform(({ header, regexp, allow_missing }): HeaderMatch => ({ header, regexp, allowMissing: allow_missing })),
  )
  .default([]);

const unsupported = z.unknown().refine((given) => given === undefined, {
  error: 'is not supported here: CEL expressions are not read; use fail_if_body_matches_regexp',
});

/** https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md#http_probe */
export const httpProbe = (directory: string) =>
  z
    .strictObject({
      ...httpClientFields,
      ...ipChoiceFields,
      valid_status_codes: z.array(z.number().int().min(100).max(999)).default([]),
      valid_http_versions: z.array(plainText).default([]),
      method: plainText.refine((name) => /^[A-Za-z]+$/.test(name), { error: 'is not an HTTP method' }).default('GET'),
      headers: z.record(z.string(), plainText).default({}),
      body_size_limit: sizeBytes.default(0),
      compression: z.enum(['gzip', 'br', 'deflate', 'identity', '']).default(''),
      no_follow_redirects: z.boolean().optional(),
      fail_if_ssl: z.boolean().default(false),
      fail_if_not_ssl: z.boolean().default(false),
      fail_if_body_json_matches_cel: unsupported.optional(),
      fail_if_body_json_not_matches_cel: unsupported.optional(),
      fail_if_body_matches_regexp: patterns,
      fail_if_body_not_matches_regexp: patterns,
      fail_if_header_matches: headerMatches,
      fail_if_header_not_matches: headerMatches,
      skip_resolve_phase_with_proxy: z.boolean().default(false),
      body: plainText.default(''),
      body_file: plainText.optional(),
    })
    .superRefine((given, context) => {
      const problem =
        httpClientProblem(given) ??
        (given.body !== '' && given.body_file !== undefined
          ? 'at most one of body and body_file may be given'
          : undefined);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .transform((given): HttpProbe => {
      const client = toHttpClient(given, directory);
      return {
        ...toIpChoice(given),
        validStatusCodes: given.valid_status_codes,
        validHttpVersions: given.valid_http_versions,
        method: given.method,
        headers: given.headers,
        bodySizeLimit: given.body_size_limit,
        compression: given.compression,
        failIfSsl: given.fail_if_ssl,
        failIfNotSsl: given.fail_if_not_ssl,
        failIfBodyMatches: given.fail_if_body_matches_regexp,
        failIfBodyNotMatches: given.fail_if_body_not_matches_regexp,
        failIfHeaderMatches: given.fail_if_header_matches,
        failIfHeaderNotMatches: given.fail_if_header_not_matches,
        body: given.body,
        bodyFile: given.body_file === undefined ? undefined : resolve(directory, given.body_file),
        client: { ...client, followRedirects: given.no_follow_redirects === true ? false : client.followRedirects },
      };
    });
