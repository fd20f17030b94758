import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIRING, HASH, integration, LINK, MARKDOWN, MESSAGE, never, RESOLVED, TITLE } from './notifications.js';
import { RecordingServer } from './recording-server.js';

const server = new RecordingServer();
let directory = '';

beforeAll(async () => {
  await server.start();
  directory = await mkdtemp(join(tmpdir(), 'receivers-'));
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
});
beforeEach(() => server.reset());

const secretFile = (text: string): string => {
  const path = join(directory, 'secret');
  writeFileSync(path, text);
  return path;
};

describe('others post', () => {
  it.each([
    [
      'discord',
      () => ({ webhook_url: `${server.url}/x`, username: 'bot' }),
      '/x',
      { content: '', embeds: [{ title: TITLE, description: MARKDOWN, color: 10_038_562 }], username: 'bot' },
    ],
    [
      'msteams',
      () => ({ webhook_url: `${server.url}/x` }),
      '/x',
      {
        '@context': 'http://schema.org/extensions',
        type: 'MessageCard',
        title: TITLE,
        summary: TITLE,
        text: MARKDOWN,
        themeColor: '8C1A1A',
      },
    ],
    [
      'msteamsv2',
      () => ({ webhook_url_file: secretFile(`${server.url}/x`) }),
      '/x',
      {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            contentUrl: null,
            content: {
              $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
              type: 'AdaptiveCard',
              version: '1.2',
              body: [
                {
                  type: 'TextBlock',
                  text: TITLE,
                  weight: 'Bolder',
                  size: 'Medium',
                  wrap: true,
                  style: 'heading',
                  color: 'Attention',
                },
                { type: 'TextBlock', text: MARKDOWN, wrap: true },
              ],
              msteams: { width: 'full' },
            },
          },
        ],
      },
    ],
    [
      'telegram',
      () => ({ api_url: server.url, bot_token: '1:abc', chat_id: -5, message_thread_id: 7 }),
      '/bot1:abc/sendMessage',
      {
        chat_id: '-5',
        text: MESSAGE.replace('<api>', '&lt;api&gt;').replaceAll('"', '&#34;'),
        parse_mode: 'HTML',
        disable_web_page_preview: 'true',
        message_thread_id: '7',
      },
    ],
    [
      'victorops',
      () => ({ api_url: server.url, api_key: 'vo', routing_key: 'team', custom_fields: { a: '{{ .Status }}' } }),
      '/vo/team',
      {
        message_type: 'CRITICAL',
        entity_id: HASH,
        entity_display_name: TITLE,
        state_message: MESSAGE,
        monitoring_tool: 'Quartet',
        a: 'firing',
      },
    ],
    [
      'webex',
      () => ({ api_url: `${server.url}/v1/messages`, room_id: 'room' }),
      '/v1/messages',
      { markdown: `${TITLE}\n${MARKDOWN}`, roomId: 'room' },
    ],
    [
      'rocketchat',
      () => ({ api_url: server.url, token: 't', token_id: 'u', channel: '#x', fields: [{ title: 'a', value: 'b' }] }),
      '/api/v1/chat.postMessage',
      {
        channel: '#x',
        attachments: [
          {
            color: 'red',
            text: 'Top series:\n{pod="x"} 12\n',
            title: TITLE,
            title_link: LINK,
            fields: [{ short: false, title: 'a', value: 'b' }],
          },
        ],
        parseUrls: false,
      },
    ],
  ])('%s', async (type, settings, path, body) => {
    await integration(type, settings()).notify(FIRING, never());
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST ${path}`]);
    expect(server.bodies).toEqual([body]);
  });
});

describe('pushover', () => {
  it('posts a form', async () => {
    const settings = {
      user_key: 'u',
      token: 't',
      api_url: server.url,
      retry: '2m',
      expire: '10m',
      sound: 'siren',
      ttl: '1h',
    };
    await integration('pushover', settings).notify(FIRING, never());
    expect(Object.fromEntries(new URLSearchParams(server.requests[0]!.body))).toEqual({
      token: 't',
      user: 'u',
      title: TITLE,
      message: `Slow <api> {pod="x"} 12\n${MESSAGE}`,
      url: LINK,
      priority: '2',
      retry: '120',
      expire: '600',
      sound: 'siren',
      ttl: '3600',
    });
  });
});

describe('sns', () => {
  it('publishes, signed', async () => {
    const sigv4 = { region: 'us-east-2', access_key: 'AKID', secret_key: 'secret' };
    const topic = 'arn:aws:sns:us-east-2:1:topic.fifo';
    await integration('sns', { api_url: server.url, sigv4, topic_arn: topic, attributes: { key: 'v' } }).notify(
      FIRING,
      never(),
    );
    const [request] = server.requests;
    expect(Object.fromEntries(new URLSearchParams(request!.body))).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: topic,
      MessageDeduplicationId: HASH,
      MessageGroupId: HASH,
      Message: MESSAGE,
      Subject: TITLE,
      'MessageAttributes.entry.1.Name': 'key',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'v',
    });
    expect(request!.headers['x-amz-date']).toBe('20261120T100000Z');
    expect(request!.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/20261120\/us-east-2\/sns\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
  });
});

describe('wechat', () => {
  it('asks for a token once, and again when it has expired', async () => {
    let expired = false;
    server.answer = ({ path }) => ({
      body: path.startsWith('/gettoken')
        ? '{"errcode":0,"access_token":"tok-1"}'
        : `{"errcode":${expired ? 42001 : 0},"errmsg":"tok-1 expired"}`,
    });
    const wechat = integration('wechat', {
      api_url: server.url,
      api_secret: 's',
      corp_id: 'c',
      to_user: '@all',
      agent_id: '1',
    });
    await wechat.notify(FIRING, never());
    expired = true;
    await expect(wechat.notify(FIRING, never())).rejects.toMatchObject({
      message: 'WeChat refused: 42001 <secret> expired',
      retryable: true,
    });
    expired = false;
    await wechat.notify(FIRING, never());
    const send = 'POST /message/send?access_token=tok-1';
    const ask = 'GET /gettoken?corpid=c&corpsecret=s';
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([ask, send, send, ask, send]);
    expect(server.bodies[1]).toEqual({
      text: { content: `${TITLE}\n${MESSAGE}` },
      touser: '@all',
      agentid: '1',
      safe: '0',
      msgtype: 'text',
    });
  });
});

describe('jira', () => {
  const fields = {
    project: { key: 'OPS' },
    issuetype: { name: 'Bug' },
    summary: TITLE,
    description: MESSAGE,
    labels: ['critical', `ALERT{${HASH}}`],
    priority: { name: 'High' },
    components: { name: 'team' },
  };
  const make = () =>
    integration('jira', {
      api_url: `${server.url}/rest/api/2`,
      project: 'OPS',
      issue_type: 'Bug',
      labels: ['{{ .CommonLabels.severity }}'],
      fields: { components: { name: '{{ .Receiver }}' } },
      resolve_transition: 'Done',
    });

  it('creates an issue', async () => {
    server.answer = () => ({ body: '{"issues":[]}' });
    await make().notify(FIRING, never());
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /rest/api/2/search',
      'POST /rest/api/2/issue',
    ]);
    expect(server.bodies).toEqual([
      {
        jql: `statusCategory != Done and project="OPS" and labels="ALERT{${HASH}}" order by status ASC,resolutiondate DESC`,
        maxResults: 2,
        fields: ['status'],
        expand: [],
      },
      { fields },
    ]);
  });

  it('resolves the one that there is', async () => {
    server.answer = ({ path }) => ({
      body: path.endsWith('/search')
        ? '{"issues":[{"key":"OPS-1","fields":{"status":{"statusCategory":{"key":"new"}}}}]}'
        : '{"transitions":[{"id":"31","name":"Done"}]}',
    });
    await make().notify(RESOLVED, never());
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /rest/api/2/search',
      'PUT /rest/api/2/issue/OPS-1',
      'GET /rest/api/2/issue/OPS-1/transitions',
      'POST /rest/api/2/issue/OPS-1/transitions',
    ]);
    expect(server.bodies[3]).toEqual({ transition: { id: '31' } });
  });
});

describe('mattermost', () => {
  const whole = {
    username: 'Quartet',
    attachments: [{ fallback: `${TITLE} | ${LINK}`, color: 'danger', title: TITLE, title_link: LINK, text: MARKDOWN }],
  };

  it('posts an attachment to the webhook of global', async () => {
    await integration('mattermost', {}, { mattermost_webhook_url: `${server.url}/hooks/x` }).notify(FIRING, never());
    expect(server.requests[0]!.path).toBe('/hooks/x');
    expect(server.bodies).toEqual([whole]);
  });

  it('has further attachments, fields, a card and a priority', async () => {
    await integration('mattermost', {
      webhook_url: `${server.url}/hooks/x`,
      channel: '{{ .CommonLabels.severity }}',
      username: 'bot',
      icon_emoji: ':fire:',
      color: '',
      fallback: '',
      title: 't',
      title_link: '',
      text: '{{ .Status }}',
      fields: [{ title: 'Instance', value: '{{ .CommonLabels.instance }}', short: true }],
      attachments: [{ text: 'more', author_name: 'a', fields: [{ title: 'x', value: 'y' }] }],
      type: 'custom_x',
      props: { card: 'card {{ .Status }}' },
      priority: { priority: 'urgent', requested_ack: true },
    }).notify(RESOLVED, never());
    expect(server.bodies).toEqual([
      {
        channel: 'critical',
        username: 'bot',
        icon_emoji: ':fire:',
        type: 'custom_x',
        attachments: [
          { title: 't', text: 'resolved', fields: [{ title: 'Instance', value: 'a:1', short: true }] },
          { text: 'more', author_name: 'a', fields: [{ title: 'x', value: 'y', short: false }] },
        ],
        props: { card: 'card resolved' },
        priority: { priority: 'urgent', requested_ack: true, persistent_notifications: false },
      },
    ]);
  });

  it('tells no secret when it fails', async () => {
    server.answer = () => ({ status: 500, body: `no ${server.url}/hooks/secret` });
    const sending = integration('mattermost', { webhook_url: `${server.url}/hooks/secret` }).notify(FIRING, never());
    await expect(sending).rejects.toMatchObject({ retryable: true, message: expect.not.stringContaining('secret/') });
    await expect(sending).rejects.not.toThrow('/hooks/secret');
  });
});

describe('incidentio', () => {
  const many = { ...FIRING, alerts: [...FIRING.alerts, ...FIRING.alerts, ...RESOLVED.alerts] };

  it("posts a webhook's payload with the token", async () => {
    const settings = { url: `${server.url}/v2/alert_events/alertmanager/x`, alert_source_token: 'tok-1' };
    await integration('incidentio', settings).notify(FIRING, never());
    expect(server.requests).toMatchObject([
      { path: '/v2/alert_events/alertmanager/x', headers: { authorization: 'Bearer tok-1' } },
    ]);
    expect(server.bodies).toMatchObject([
      { receiver: 'team', status: 'firing', version: '4', alerts: [{ status: 'firing' }], truncatedAlerts: 0 },
    ]);
  });

  it('leaves alerts out beyond max_alerts, and asks as http_config says', async () => {
    const http_config = { authorization: { credentials: 'other' } };
    await integration('incidentio', { url: server.url, max_alerts: 2, http_config }).notify(many, never());
    expect(server.requests[0]!.headers).toMatchObject({ authorization: 'Bearer other' });
    expect(server.bodies).toMatchObject([{ alerts: [{}, {}], truncatedAlerts: 1 }]);
  });

  it('sends the first alert alone where all are too large', async () => {
    const annotations = ['text', 'x'.repeat(300_000)];
    const large = { ...many, alerts: many.alerts.map((alert) => ({ ...alert, annotations })) };
    await integration('incidentio', { url: server.url, alert_source_token: 'tok-1' }).notify(large, never());
    expect(server.bodies).toMatchObject([{ alerts: [{}], truncatedAlerts: 2 }]);
  });
});
