import { z } from 'zod';
import { secretIn, tlsConfig, toTls } from '../../http-client.js';
import { plainText } from '../../values.js';
import { type IntegrationSchema, oneSecret } from './integration-schema.js';
import { calls, hostAndPort, template, templates } from './receiver-values.js';

const schema = z.object({
  to: plainText.refine((to) => to !== '', 'missing to address'),
  from: plainText.optional(),
  smarthost: hostAndPort.optional(),
  hello: plainText.optional(),
  auth_username: plainText.optional(),
  auth_password: plainText.optional(),
  auth_password_file: plainText.optional(),
  auth_secret: plainText.optional(),
  auth_secret_file: plainText.optional(),
  auth_identity: plainText.optional(),
  require_tls: z.boolean().optional(),
  force_implicit_tls: z.boolean().optional(),
  tls_config: tlsConfig.optional(),
  html: calls('email.default.html'),
  text: template(),
  headers: templates,
  threading: z
    .strictObject({ enabled: z.boolean().default(false), thread_by_date: z.enum(['daily', 'none']).default('daily') })
    .prefault({}),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#email_config */
export const email: IntegrationSchema<'email', typeof schema> = {
  sendResolved: false,
  schema,
  convert(given, context) {
    const { global, directory, bad } = context;
    const password = { name: 'auth_password', text: given.auth_password, file: given.auth_password_file };
    const secret = { name: 'auth_secret', text: given.auth_secret, file: given.auth_secret_file };
    const from = given.from ?? global.smtp_from;
    const smarthost = given.smarthost ?? global.smtp_smarthost;
    const tls = given.tls_config ?? global.smtp_tls_config;
    if (smarthost === undefined) bad('no global SMTP smarthost set: give smarthost or global.smtp_smarthost');
    if (from === undefined) bad('no global SMTP from set: give from or global.smtp_from');
    const names = Object.keys(given.headers).map((name) => name.toLowerCase());
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) bad(`duplicate header ${JSON.stringify(twice)} in email config`);
    const common = secretIn(directory);
    return {
      to: given.to,
      from: from ?? '',
      smarthost: smarthost ?? { host: '', port: 0 },
      hello: given.hello ?? global.smtp_hello,
      authUsername: given.auth_username ?? global.smtp_auth_username ?? '',
      authPassword: oneSecret(password, context) ?? common(global.smtp_auth_password, global.smtp_auth_password_file),
      authSecret: oneSecret(secret, context) ?? common(global.smtp_auth_secret, global.smtp_auth_secret_file),
      authIdentity: given.auth_identity ?? global.smtp_auth_identity ?? '',
      requireTls: given.require_tls ?? global.smtp_require_tls,
      forceImplicitTls: given.force_implicit_tls ?? global.smtp_force_implicit_tls,
      ...(tls !== undefined && { tls: toTls(tls, directory) }),
      html: given.html,
      text: given.text,
      headers: given.headers,
      threading: { enabled: given.threading.enabled, byDate: given.threading.thread_by_date },
    };
  },
};
