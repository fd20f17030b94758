import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../support/self-signed.js';
import { FIRING, HASH, integration, LINK, never, TITLE } from './notifications.js';

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly user: unknown;
  readonly secure: boolean;
  readonly method: string;
}

const mails: Mail[] = [];
let server: SMTPServer | undefined;
let method = '';

/** Listens on a free port; gives back `host:port`. */
async function listen(options: SMTPServerOptions): Promise<string> {
  const listening = new SMTPServer({
    logger: false,
    closeTimeout: 10,
    onAuth(auth, _, done) {
      method = auth.method;
      const isRight = auth.method === 'CRAM-MD5' ? auth.validatePassword('pa55word') : auth.password === 'pa55word';
      if (auth.username === 'ada' && isRight) done(null, { user: auth.username });
      else done(new Error(`wrong password ${auth.password}`));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
          user: session.user,
          secure: session.secure,
          method,
        });
        done();
      });
    },
    ...options,
  });
  server = listening;
  listening.on('error', () => undefined);
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(listening.server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  mails.length = 0;
  method = '';
  await new Promise<void>((done) => (server === undefined ? done() : server.close(done)));
  server = undefined;
});

const OPEN: SMTPServerOptions = { authOptional: true, disabledCommands: ['STARTTLS'] };
const SETTINGS = { to: 'ops@example.org, Dev <dev@example.org>', from: 'alerts@example.org', require_tls: false };

const header = (name: string): string =>
  (mails[0]?.text.replace(/\r\n[ \t]+/g, ' ').match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '').trim();

describe('a mail', () => {
  it('goes to each address, as text and HTML', async () => {
    const smarthost = await listen(OPEN);
    await integration('email', { ...SETTINGS, smarthost, text: '{{ template "__text_message" . }}' }).notify(
      FIRING,
      never(),
    );
    expect(mails).toMatchObject([{ from: 'alerts@example.org', to: ['ops@example.org', 'dev@example.org'] }]);
    expect(header('Subject')).toBe(TITLE);
    expect(header('To')).toBe('ops@example.org, Dev <dev@example.org>');
    expect(header('From')).toBe('alerts@example.org');
    expect(header('Content-Type')).toContain('multipart/alternative');
    expect(header('Date')).toBe('Fri, 20 Nov 2026 10:00:00 +0000');
    const text = mails[0]!.text.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(text).toContain('Content-Type: text/plain');
    expect(text).toContain('Content-Type: text/html');
    expect(text).toContain(`<a href="${LINK}">Show in Quartet</a>`);
    expect(text).toContain('Slow &lt;api&gt;');
  });

  it('has the headers that are asked for, on one line each, and a thread', async () => {
    const smarthost = await listen(OPEN);
    const headers = {
      subject: 'Own {{ .Status }}\r\nBcc: evil@example.org',
      'x-team': '{{ .Receiver }}',
      To: 'team@example.org',
    };
    await integration(
      'email',
      { ...SETTINGS, headers, threading: { enabled: true } },
      { smtp_smarthost: smarthost },
    ).notify(FIRING, never());
    expect(header('Subject')).toBe('Own firing Bcc: evil@example.org');
    expect(header('X-Team')).toBe('team');
    expect(header('To')).toBe('team@example.org');
    expect(mails[0]!.to).toEqual(['ops@example.org', 'dev@example.org']);
    expect(header('References')).toBe(`<alert-${HASH}-2026-11-20@alertmanager>`);
    expect(header('In-Reply-To')).toBe(header('References'));
  });

  it.each([
    ['PLAIN', { auth_password: 'pa55word' }],
    ['LOGIN', { auth_password: 'pa55word' }],
    ['CRAM-MD5', { auth_secret: 'pa55word' }],
  ])('authenticates with %s', async (kind, secret) => {
    const smarthost = await listen({ authMethods: [kind], allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    await integration('email', { ...SETTINGS, smarthost, auth_username: 'ada', ...secret }).notify(FIRING, never());
    expect(mails).toMatchObject([{ user: 'ada', method: kind }]);
  });
});

describe('TLS', () => {
  it('is begun by STARTTLS where it is required', async () => {
    const smarthost = await listen({ ...(await selfSigned()), authOptional: true });
    const settings = { ...SETTINGS, smarthost, require_tls: true, tls_config: { insecure_skip_verify: true } };
    await integration('email', settings).notify(FIRING, never());
    expect(mails).toMatchObject([{ secure: true }]);
  });

  it('is there from the first byte where that is said', async () => {
    const smarthost = await listen({ ...(await selfSigned()), secure: true, authOptional: true });
    const settings = { ...SETTINGS, smarthost, force_implicit_tls: true, tls_config: { insecure_skip_verify: true } };
    await integration('email', settings).notify(FIRING, never());
    expect(mails).toMatchObject([{ secure: true }]);
  });

  it('refuses a certificate that nobody vouches for', async () => {
    const smarthost = await listen({ ...(await selfSigned()), authOptional: true });
    const settings = { ...SETTINGS, smarthost, require_tls: true };
    await expect(integration('email', settings).notify(FIRING, never())).rejects.toThrow(/certificate/);
    expect(mails).toEqual([]);
  });

  it('is not done without', async () => {
    const smarthost = await listen(OPEN);
    const settings = { ...SETTINGS, smarthost, require_tls: true };
    await expect(integration('email', settings).notify(FIRING, never())).rejects.toMatchObject({ name: 'NotifyError' });
    expect(mails).toEqual([]);
  });
});

describe('a mail that does not arrive', () => {
  it('with a wrong password, which nobody sees', async () => {
    const smarthost = await listen({ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    const settings = { ...SETTINGS, smarthost, auth_username: 'ada', auth_password: 's3cr3t' };
    const error = await integration('email', settings)
      .notify(FIRING, never())
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'NotifyError', retryable: false });
    expect(error.message).toContain('wrong password <secret>');
  });

  it.each([
    [451, true],
    [550, false],
  ])('because the recipient is refused with %i', async (responseCode, retryable) => {
    const smarthost = await listen({
      ...OPEN,
      onRcptTo: (_, __, done) => done(Object.assign(new Error('no'), { responseCode })),
    });
    await expect(integration('email', { ...SETTINGS, smarthost }).notify(FIRING, never())).rejects.toMatchObject({
      retryable,
    });
  });

  it('because the server hangs', async () => {
    const stop = new AbortController();
    const smarthost = await listen({ ...OPEN, onMailFrom: () => stop.abort() });
    await expect(integration('email', { ...SETTINGS, smarthost }).notify(FIRING, stop.signal)).rejects.toMatchObject({
      message: 'context deadline exceeded',
      retryable: true,
    });
  });

  it('because nobody listens', async () => {
    const settings = { ...SETTINGS, smarthost: '127.0.0.1:1' };
    await expect(integration('email', settings).notify(FIRING, never())).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
