import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ALERT_TEXT,
  FIRING,
  HASH,
  integration,
  LINK,
  MARKDOWN,
  MESSAGE,
  never,
  RESOLVED,
  TITLE,
} from './notifications.js';
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

describe('webhook', () => {
  const payload = {
    receiver: 'team',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'HighLatency', instance: 'a:1', severity: 'critical' },
        annotations: { summary: 'Slow <api>', top_series: '{pod="x"} 12' },
        startsAt: '2026-11-20T09:58:59.5Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus:9090/graph',
        fingerprint: '0123456789abcdef',
      },
    ],
    groupLabels: { alertname: 'HighLatency' },
    commonLabels: { alertname: 'HighLatency', instance: 'a:1', severity: 'critical' },
    commonAnnotations: { summary: 'Slow <api>', top_series: '{pod="x"} 12' },
    externalURL: 'https://quartet.example',
    version: '4',
    groupKey: '{}:{alertname="HighLatency"}',
    truncatedAlerts: 0,
  };

  it('posts version 4', async () => {
    await integration('webhook', { url: `${server.url}/hook` }).notify(FIRING, never());
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/hook', headers: { 'content-type': 'application/json' } },
    ]);
    expect(server.bodies).toEqual([payload]);
  });

  it('leaves alerts out beyond max_alerts, and says how many', async () => {
    const many = { ...FIRING, alerts: [...FIRING.alerts, ...FIRING.alerts, ...RESOLVED.alerts] };
    await integration('webhook', { url: server.url, max_alerts: 1 }).notify(many, never());
    expect(server.bodies).toEqual([{ ...payload, truncatedAlerts: 2 }]);
  });

  it('reads the address from a file each time', async () => {
    const hook = integration('webhook', { url_file: secretFile(`${server.url}/one\n`) });
    await hook.notify(FIRING, never());
    secretFile(`${server.url}/two`);
    await hook.notify(RESOLVED, never());
    expect(server.requests.map(({ path }) => path)).toEqual(['/one', '/two']);
    expect(server.bodies[1]).toMatchObject({ status: 'resolved', alerts: [{ endsAt: '2026-11-20T09:59:59Z' }] });
  });
});

describe('slack', () => {
  const attachment = {
    title: TITLE,
    title_link: LINK,
    text: 'Top series:\n{pod="x"} 12\n',
    fallback: `${TITLE} | ${LINK}`,
    callback_id: '',
    footer: '',
    color: 'danger',
    mrkdwn_in: ['fallback', 'pretext', 'text'],
  };

  it('posts an attachment', async () => {
    await integration('slack', { channel: '#alerts' }, { slack_api_url: `${server.url}/services/T0/B0/x` }).notify(
      FIRING,
      never(),
    );
    expect(server.requests[0]!.path).toBe('/services/T0/B0/x');
    expect(server.bodies).toEqual([{ channel: '#alerts', username: 'Quartet', attachments: [attachment] }]);
  });

  it('has fields and actions', async () => {
    await integration('slack', {
      app_token: 'xoxb-1',
      app_url: `${server.url}/api/chat.postMessage`,
      channel: '{{ .CommonLabels.severity }}',
      link_names: true,
      icon_emoji: ':fire:',
      short_fields: true,
      fields: [
        { title: 'Instance', value: '{{ .CommonLabels.instance }}' },
        { title: 'Long', value: 'x', short: false },
      ],
      actions: [
        { type: 'button', text: 'Runbook', url: 'https://runbooks/{{ .GroupLabels.alertname }}', style: 'primary' },
        { type: 'button', text: 'Ack', name: 'ack', value: '1', confirm: { text: 'Sure?', ok_text: 'Yes' } },
      ],
    }).notify(RESOLVED, never());
    expect(server.requests[0]).toMatchObject({
      path: '/api/chat.postMessage',
      headers: { authorization: 'Bearer xoxb-1' },
    });
    expect(server.bodies).toEqual([
      {
        channel: 'critical',
        username: 'Quartet',
        icon_emoji: ':fire:',
        link_names: true,
        attachments: [
          {
            ...attachment,
            title: '[RESOLVED] HighLatency (a:1 critical)',
            fallback: `[RESOLVED] HighLatency (a:1 critical) | ${LINK}`,
            text: '',
            color: 'good',
            fields: [
              { title: 'Instance', value: 'a:1', short: true },
              { title: 'Long', value: 'x', short: false },
            ],
            actions: [
              { type: 'button', text: 'Runbook', url: 'https://runbooks/HighLatency', style: 'primary' },
              { type: 'button', text: 'Ack', name: 'ack', value: '1', confirm: { text: 'Sure?', ok_text: 'Yes' } },
            ],
          },
        ],
      },
    ]);
  });

  it('fails for good when the answer says so', async () => {
    server.answer = () => ({
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"ok":false,"error":"channel_not_found"}',
    });
    await expect(integration('slack', { api_url: server.url }).notify(FIRING, never())).rejects.toMatchObject({
      message: 'error response from Slack: channel_not_found',
      retryable: false,
    });
  });
});

describe('pagerduty', () => {
  it('triggers and resolves an event of version 2', async () => {
    const pager = integration('pagerduty', {
      routing_key: 'r-key',
      url: `${server.url}/v2/enqueue`,
      details: { team: 'core', resolved: '' },
      images: [{ src: 'https://i/x.png', alt: 'x' }, { src: '' }],
      links: [{ href: '{{ .ExternalURL }}', text: 'UI' }],
      class: 'latency',
      group: '{{ .CommonLabels.instance }}',
    });
    await pager.notify(FIRING, never());
    await pager.notify(RESOLVED, never());
    expect(server.bodies[0]).toEqual({
      routing_key: 'r-key',
      dedup_key: HASH,
      event_action: 'trigger',
      payload: {
        summary: TITLE,
        source: 'Quartet',
        severity: 'error',
        class: 'latency',
        group: 'a:1',
        custom_details: { firing: ALERT_TEXT, resolved: '', num_firing: '1', num_resolved: '0', team: 'core' },
      },
      client: 'Quartet',
      client_url: LINK,
      images: [{ src: 'https://i/x.png', alt: 'x' }],
      links: [{ href: 'https://quartet.example', text: 'UI' }],
    });
    expect(server.bodies[1]).toMatchObject({ event_action: 'resolve', dedup_key: HASH });
  });

  it('speaks version 1 with a service key, where 403 means later', async () => {
    server.answer = () => ({ status: 403, body: 'Forbidden s-key' });
    await expect(
      integration('pagerduty', { service_key: 's-key', url: server.url }).notify(FIRING, never()),
    ).rejects.toMatchObject({ message: 'unexpected status code 403: Forbidden <secret>', retryable: true });
    expect(server.bodies).toEqual([
      {
        service_key: 's-key',
        incident_key: HASH,
        event_type: 'trigger',
        description: TITLE,
        client: 'Quartet',
        client_url: LINK,
        details: { firing: ALERT_TEXT, resolved: '', num_firing: '1', num_resolved: '0' },
      },
    ]);
  });

  it('leaves details out of an event over 512 KB', async () => {
    const details = { big: '{{ printf "%600000d" 1 }}' };
    await integration('pagerduty', { routing_key: 'k', url: server.url, details }).notify(FIRING, never());
    expect(server.bodies[0]).toMatchObject({
      payload: {
        custom_details: {
          error: 'Custom details have been removed because the original event exceeds the maximum size of 512KB',
        },
      },
    });
  });
});

describe('opsgenie', () => {
  it('creates, updates and closes', async () => {
    const opsgenie = integration(
      'opsgenie',
      {
        responders: [
          { name: 'a, b', type: 'teams' },
          { username: 'ada@example.org', type: 'user' },
        ],
        tags: 'x, {{ .CommonLabels.severity }}',
        priority: 'P1',
        details: { runbook: 'none' },
        update_alerts: true,
      },
      { opsgenie_api_key: 'og-key', opsgenie_api_url: `${server.url}/` },
    );
    await opsgenie.notify(FIRING, never());
    await opsgenie.notify(RESOLVED, never());
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v2/alerts',
      `PUT /v2/alerts/${HASH}/message?identifierType=alias`,
      `PUT /v2/alerts/${HASH}/description?identifierType=alias`,
      `POST /v2/alerts/${HASH}/close?identifierType=alias`,
    ]);
    expect(server.requests[0]!.headers.authorization).toBe('GenieKey og-key');
    expect(server.bodies).toEqual([
      {
        alias: HASH,
        message: TITLE,
        description: MESSAGE,
        details: { alertname: 'HighLatency', instance: 'a:1', severity: 'critical', runbook: 'none' },
        source: LINK,
        responders: [
          { name: 'a', type: 'team' },
          { name: 'b', type: 'team' },
          { username: 'ada@example.org', type: 'user' },
        ],
        tags: ['x', 'critical'],
        priority: 'P1',
      },
      { message: TITLE },
      { description: MESSAGE },
      { source: LINK },
    ]);
  });
});

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
