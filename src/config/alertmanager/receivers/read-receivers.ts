import { dirname } from 'node:path';
import { z } from 'zod';
import type {
  IntegrationConfig,
  IntegrationType,
  ReceiverConfig,
} from '../../../alerting/receivers/receiver-config.js';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import { toHttpClient } from '../../http-client.js';
import { readStrict } from '../../strict-yaml.js';
import { plainText } from '../../values.js';
import type { YamlFile } from '../../yaml-file.js';
import { discord, msteams, msteamsv2 } from './chat-webhooks.js';
import { email } from './email.js';
import { type GlobalReceivers, globalSchema, httpConfig } from './global-fields.js';
import { incidentio } from './incidentio.js';
import type { IntegrationSchema } from './integration-schema.js';
import { jira } from './jira.js';
import { mattermost } from './mattermost.js';
import { opsgenie } from './opsgenie.js';
import { pagerduty } from './pagerduty.js';
import { pushover } from './pushover.js';
import { rocketchat } from './rocketchat.js';
import { slack } from './slack.js';
import { sns } from './sns.js';
import { telegram } from './telegram.js';
import { victorops } from './victorops.js';
import { webex } from './webex.js';
import { webhook } from './webhook.js';
import { wechat } from './wechat.js';

const INTEGRATIONS = {
  discord,
  email,
  incidentio,
  jira,
  mattermost,
  msteams,
  msteamsv2,
  opsgenie,
  pagerduty,
  pushover,
  rocketchat,
  slack,
  sns,
  telegram,
  victorops,
  webex,
  webhook,
  wechat,
} satisfies { [T in IntegrationType]: { readonly schema: z.ZodObject } };

const TYPES = Object.keys(INTEGRATIONS) as IntegrationType[];

/** A list of integrations of one kind. */
const listOf = ({ schema, sendResolved }: { schema: z.ZodObject; sendResolved: boolean }) =>
  z
    .array(
      z.strictObject({
        ...schema.shape,
        send_resolved: z.boolean().default(sendResolved),
        http_config: httpConfig.optional(),
      }),
    )
    .default([]);

const listsOf = Object.fromEntries(TYPES.map((type) => [`${type}_configs`, listOf(INTEGRATIONS[type])]));

/** https://prometheus.io/docs/alerting/latest/configuration/#receiver */
const receiverSchema = z.strictObject({
  name: plainText.refine((name) => name !== '', 'missing name in receiver'),
  ...listsOf,
});

type GivenReceiver = { readonly name: string } & Readonly<Record<string, readonly GivenIntegration[]>>;

type GivenIntegration = Readonly<Record<string, unknown>> & {
  readonly send_resolved: boolean;
  readonly http_config?: z.output<typeof httpConfig>;
};

/**
 * The receivers of an `alertmanager.yml`, with the defaults of its `global`; other parts of the file are not looked at. Paths
 * in it are relative to its directory. Throws `ConfigError` for the first thing that is wrong.
 */
export function readReceivers(file: YamlFile): ReceiverConfig[] {
  const directory = dirname(file.path);
  const schema = z
    .object({ global: globalSchema.prefault({}), receivers: z.array(receiverSchema).default([]) })
    .transform(({ global, receivers }, context) =>
      receivers.map((receiver, i) => {
        const given = receiver as unknown as GivenReceiver;
        const integrations = TYPES.flatMap((type) =>
          given[`${type}_configs`]!.map((one, j) => {
            const bad = (message: string) =>
              context.addIssue({ code: 'custom', message, path: ['receivers', i, `${type}_configs`, j] });
            return toIntegration(type, one, global, directory, bad);
          }),
        );
        return { name: given.name, integrations };
      }),
    );
  return readStrict(file, schema);
}

function toIntegration<T extends IntegrationType>(
  type: T,
  { send_resolved: sendResolved, http_config = undefined, ...settings }: GivenIntegration,
  global: GlobalReceivers,
  directory: string,
  bad: (message: string) => void,
): IntegrationConfig<T> {
  const { convert } = INTEGRATIONS[type] as unknown as IntegrationSchema<T, z.ZodType>;
  const http = http_config ?? global.http_config;
  return {
    type,
    sendResolved,
    http: http === undefined ? PLAIN_HTTP : toHttpClient(http, directory),
    config: convert(settings, { global, directory, hasAuthorization: http?.authorization !== undefined, bad }),
  };
}
