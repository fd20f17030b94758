import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALERT_TEXT, FIRING, HASH, integration, LINK, MESSAGE, never, RESOLVED, TITLE } from './notifications.js';
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
