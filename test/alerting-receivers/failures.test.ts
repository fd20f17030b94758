import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIRING, integration, never } from './notifications.js';
import { RecordingServer } from './recording-server.js';

const server = new RecordingServer();

beforeAll(async () => {
  await server.start();
});
afterAll(async () => {
  await server.stop();
});
beforeEach(() => server.reset());

const EVERY: readonly (readonly [string, (url: string) => object])[] = [
  ['webhook', (url) => ({ url: `${url}/s3cr3t` })],
  ['slack', (url) => ({ api_url: `${url}/s3cr3t` })],
  ['pagerduty', (url) => ({ url, routing_key: 's3cr3t' })],
  ['opsgenie', (url) => ({ api_url: url, api_key: 's3cr3t' })],
  ['discord', (url) => ({ webhook_url: `${url}/s3cr3t` })],
  ['msteams', (url) => ({ webhook_url: `${url}/s3cr3t` })],
  ['msteamsv2', (url) => ({ webhook_url: `${url}/s3cr3t` })],
  ['telegram', (url) => ({ api_url: url, bot_token: 's3cr3t', chat_id: 1 })],
  ['victorops', (url) => ({ api_url: url, api_key: 's3cr3t', routing_key: 'x' })],
  ['webex', (url) => ({ api_url: url, room_id: 'x', http_config: { authorization: { credentials: 's3cr3t' } } })],
  ['rocketchat', (url) => ({ api_url: url, token: 's3cr3t', token_id: 'x' })],
  ['pushover', (url) => ({ api_url: url, token: 's3cr3t', user_key: 'x' })],
  ['sns', (url) => ({ api_url: url, topic_arn: 'a:b:c:eu-west-1', sigv4: { access_key: 'a', secret_key: 's3cr3t' } })],
  ['wechat', (url) => ({ api_url: url, api_secret: 's3cr3t', corp_id: 'x' })],
  [
    'jira',
    (url) => ({
      api_url: url,
      project: 'x',
      issue_type: 'y',
      http_config: { basic_auth: { username: 'u', password: 's3cr3t' } },
    }),
  ],
];

describe.each(EVERY)('%s when the other side fails', (type, settings) => {
  const fails = (signal = never()) => integration(type, settings(server.url)).notify(FIRING, signal);

  it.each([
    [500, 'unexpected status code 500: no', true],
    [400, 'unexpected status code 400: no', false],
  ])('%i', async (status, message, retryable) => {
    server.answer = () => ({ status, body: 'no\n' });
    await expect(fails()).rejects.toMatchObject({ name: 'NotifyError', message, retryable });
  });

  it('429 with Retry-After', async () => {
    server.answer = () => ({ status: 429, headers: { 'retry-after': '7' } });
    await expect(fails()).rejects.toMatchObject({ retryable: true, retryAfterMs: 7000 });
  });

  it('hangs', async () => {
    const stop = new AbortController();
    server.answer = () => {
      stop.abort();
      return undefined;
    };
    await expect(fails(stop.signal)).rejects.toMatchObject({ name: 'NotifyError', retryable: true });
  });

  it('refuses', async () => {
    const refused = integration(type, settings('http://127.0.0.1:1')).notify(FIRING, never());
    await expect(refused).rejects.toMatchObject({ retryable: true, message: expect.stringContaining('refused') });
  });

  it('says the secret back', async () => {
    server.answer = ({ path, headers, body }) => ({ status: 400, body: `${path} ${headers.authorization} ${body}` });
    const error = await fails().catch((thrown: Error) => thrown);
    expect((error as Error).message).not.toContain('s3cr3t');
  });
});

describe('a template that fails', () => {
  it('is not tried again', async () => {
    const broken = integration('slack', { api_url: server.url, title: '{{ .Nosuch }}' });
    await expect(broken.notify(FIRING, never())).rejects.toMatchObject({
      name: 'NotifyError',
      retryable: false,
      message: expect.stringContaining("can't evaluate field Nosuch"),
    });
    expect(server.requests).toEqual([]);
  });
});
