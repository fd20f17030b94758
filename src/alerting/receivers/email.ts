import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Secret, TlsConfig } from '../../lib/http-client/http-client-config.js';
import { NotifyError } from '../notify/integration.js';
import type { Delivery } from './delivery.js';
import { mailTls } from './mail-tls.js';
import type { Send } from './send.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#email_config */
export interface EmailConfig {
  readonly to: string;
  readonly from: string;
  readonly smarthost: { readonly host: string; readonly port: number };
  readonly hello: string;
  readonly authUsername: string;
  readonly authPassword?: Secret | undefined;
  /** For CRAM-MD5. */
  readonly authSecret?: Secret | undefined;
  readonly authIdentity: string;
  readonly requireTls: boolean;
  /** TLS from the first byte, which is so on port 465 unless it is said. */
  readonly forceImplicitTls?: boolean | undefined;
  readonly tls?: TlsConfig | undefined;
  readonly html: string;
  readonly text: string;
  /** Names as they were given. */
  readonly headers: Readonly<Record<string, string>>;
  readonly threading: { readonly enabled: boolean; readonly byDate: 'daily' | 'none' };
}

const TIMEOUT_MS = 60_000;
const IMPLICIT_TLS_PORT = 465;

/** A mail to each of the addresses in `to`. https://www.rfc-editor.org/rfc/rfc5321 */
export const email: Send<EmailConfig> = async (config, delivery) => {
  const transport = createTransport(await serverOf(config, delivery));
  const { signal } = delivery;
  let stop = () => {};
  try {
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new NotifyError('context deadline exceeded', true));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    await Promise.race([transport.sendMail(mailOf(config, delivery)), stopped]);
  } catch (error) {
    throw mailError(error);
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
};

async function serverOf(config: EmailConfig, delivery: Delivery) {
  const { host, port } = config.smarthost;
  const secure = config.forceImplicitTls ?? port === IMPLICIT_TLS_PORT;
  const secret = await delivery.secret(config.authSecret);
  const password = await delivery.secret(config.authPassword);
  const withSecret = secret !== '' && password === '';
  return {
    host,
    port,
    name: config.hello,
    secure,
    requireTLS: config.requireTls && !secure,
    // A server may offer it with a certificate that nobody knows: without `require_tls` it is not taken up.
    ignoreTLS: !config.requireTls,
    tls: await mailTls(config.tls, host),
    ...(config.authUsername !== '' && {
      auth: { user: config.authUsername, pass: withSecret ? secret : password },
      ...(withSecret && { authMethod: 'CRAM-MD5' }),
    }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf(config: EmailConfig, delivery: Delivery): SendMailOptions {
  const from = oneLine(delivery.text(config.from));
  const to = oneLine(delivery.text(config.to));
  const headers = new Map<string, string>();
  for (const [name, template] of Object.entries({
    Subject: DEFAULT_SUBJECT,
    To: to,
    From: from,
    ...titled(config.headers),
  }))
    headers.set(name, oneLine(delivery.text(template)));
  const [subject, shownTo, shownFrom] = ['Subject', 'To', 'From'].map((name) => headers.get(name) ?? '');
  for (const name of ['Subject', 'To', 'From']) headers.delete(name);
  if (config.threading.enabled) for (const [name, id] of threadOf(config, delivery)) headers.set(name, id);
  const html = config.html === '' ? '' : delivery.html(config.html);
  const text = config.text === '' ? '' : delivery.text(config.text);
  return {
    envelope: { from, to },
    from: shownFrom,
    to: shownTo,
    subject,
    headers: Object.fromEntries(headers),
    date: new Date(delivery.notification.nowMs),
    ...(text !== '' && { text }),
    ...(html !== '' && { html }),
  };
}

const DEFAULT_SUBJECT = '{{ template "email.default.subject" . }}';

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim();

/** `reply-to` is `Reply-To`: headers are the same whatever their case. */
const titled = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
      value,
    ]),
  );

/** Mails of one group, of one day if so set, refer to a mail that never was, and so stand together. */
function threadOf(config: EmailConfig, delivery: Delivery): readonly (readonly [string, string])[] {
  const day = new Date(delivery.notification.nowMs).toISOString().slice(0, 10);
  const date = config.threading.byDate === 'daily' ? `-${day}` : '';
  const id = `<alert-${delivery.groupHash}${date}@alertmanager>`;
  return [
    ['References', id],
    ['In-Reply-To', id],
  ];
}

/** Codes from 500 on will be said again. */
function mailError(error: unknown): Error {
  if (error instanceof NotifyError || !(error instanceof Error)) return error as Error;
  const { responseCode } = error as Error & { responseCode?: number };
  return new NotifyError(error.message, responseCode === undefined || responseCode < 500);
}
