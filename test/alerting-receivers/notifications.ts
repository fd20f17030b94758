import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Integration, Notification } from '../../src/alerting/notify/integration.js';
import { createIntegrations } from '../../src/alerting/receivers/create-integrations.js';
import { NotificationTemplates } from '../../src/alerting/template/notification-templates.js';
import { readReceivers } from '../../src/config/alertmanager/receivers/read-receivers.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { createHttpClient } from '../../src/lib/http-client/create-http-client.js';
import { labelsFrom } from '../../src/model/labels.js';

const NOW = Date.UTC(2026, 10, 20, 10, 0, 0);

const labels = (given: Record<string, string>) => labelsFrom(Object.entries(given));

const GROUP_KEY = '{}:{alertname="HighLatency"}';

export const HASH = createHash('sha256').update(GROUP_KEY).digest('hex');

export const LINK = 'https://quartet.example/alerts?receiver=team';

export const TITLE = '[FIRING:1] HighLatency (a:1 critical)';

/** One alert fires. */
export const FIRING: Notification = {
  groupKey: GROUP_KEY,
  receiver: 'team',
  groupLabels: labels({ alertname: 'HighLatency' }),
  reason: 'first',
  nowMs: NOW,
  alerts: [
    {
      status: 'firing',
      labels: labels({ alertname: 'HighLatency', severity: 'critical', instance: 'a:1' }),
      annotations: labels({ summary: 'Slow <api>', top_series: '{pod="x"} 12' }),
      startsAtMs: NOW - 60_500,
      endsAtMs: 0,
      generatorUrl: 'http://prometheus:9090/graph',
      fingerprint: '0123456789abcdef',
    },
  ],
};

/** The same alert is over. */
export const RESOLVED: Notification = {
  ...FIRING,
  reason: 'resolved',
  alerts: [{ ...FIRING.alerts[0]!, status: 'resolved', endsAtMs: NOW - 1000 }],
};

export const ALERT_TEXT = `alertname: HighLatency
instance: a:1
severity: critical
summary: Slow <api>
Top series:
{pod="x"} 12
Source: http://prometheus:9090/graph
`;

export const MESSAGE = `Firing\n${ALERT_TEXT}\n${LINK}`;

export const MARKDOWN = `# Firing

**HighLatency**
- instance: a:1
- severity: critical

summary: Slow <api>

Top series:
{pod="x"} 12

[Source](http://prometheus:9090/graph)

[Show in Quartet](${LINK})`;

const templates = new NotificationTemplates([], { now: () => NOW });

/** The first integration of a receiver with such settings. */
export function integration(type: string, settings: object, global: object = {}): Integration {
  const text = stringify({ global, receivers: [{ name: 'team', [`${type}_configs`]: [settings] }] });
  const [receiver] = readReceivers(new YamlFile('/etc/alertmanager.yml', text));
  return createIntegrations(receiver!, {
    templates,
    externalUrl: 'https://quartet.example',
    httpClient: (config) => createHttpClient(config),
  })[0]!;
}

export const never = (): AbortSignal => new AbortController().signal;
