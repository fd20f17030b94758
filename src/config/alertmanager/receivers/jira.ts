import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import type { IntegrationSchema } from './integration-schema.js';
import { address, calls, template } from './receiver-values.js';

const required = (what: string) => plainText.refine((text) => text !== '', `missing ${what} in jira_config`);

const schema = z.object({
  api_url: address.optional(),
  project: required('project'),
  summary: calls('jira.default.summary'),
  description: calls('jira.default.description'),
  labels: z.array(plainText).default([]),
  priority: calls('jira.default.priority'),
  issue_type: required('issue_type'),
  resolve_transition: template(),
  reopen_transition: template(),
  wont_fix_resolution: template(),
  reopen_duration: durationMs.default(0),
  fields: z.record(z.string(), z.unknown()).default({}),
  custom_fields: z.record(z.string(), z.unknown()).default({}),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#jira_config */
export const jira: IntegrationSchema<'jira', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ api_url, reopen_duration, fields, custom_fields, ...given }, { global, bad }) {
    const apiUrl = api_url ?? global.jira_api_url;
    if (apiUrl === undefined) bad('no global Jira Cloud URL set: give api_url or global.jira_api_url');
    return {
      ...camelKeys(given),
      apiUrl: apiUrl ?? '',
      reopenDurationMs: reopen_duration,
      fields: { ...custom_fields, ...fields },
    };
  },
};
