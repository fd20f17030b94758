import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseMatchers } from '../../src/alerting/matchers/parse-matchers.js';
import { alertmanagerConfigApi } from '../../src/api/alertmanager/config-api.js';
import { alertmanagerApi } from '../../src/api/alertmanager/plugin.js';
import { Alertmanagers } from '../../src/app/monitoring/alertmanagers.js';
import { StoredAlertmanagerConfigs } from '../../src/app/monitoring/stored-alertmanager-configs.js';
import { readAlertmanagerConfig } from '../../src/config/alertmanager/alertmanager.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { UNLIMITED_METRICS } from '../../src/model/metric-limits.js';
import { systemClock } from '../../src/telemetry/clock.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { WebhookReceiver } from '../monitoring/webhook-receiver.js';
import { MemoryDocuments } from '../support/memory-documents.js';

type Limits = Partial<typeof UNLIMITED_METRICS>;

const alertmanagerYaml = (receiver: string, url: string) => `
route: { receiver: ${receiver}, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: ${receiver}, webhook_configs: [{ url: '${url}' }] }]
`;

const tenantOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  String(headers['x-scope-orgid'] ?? 'default');

/** A program with a configuration from a file for all tenants, and Mimir's API. */
class Program {
  readonly app: FastifyInstance = fastify();
  readonly warnings: object[] = [];
  readonly alertmanagers: Alertmanagers;
  readonly configs: StoredAlertmanagerConfigs;

  constructor(documents: MemoryDocuments, url: string, limits: Limits = {}) {
    const file = new YamlFile('/etc/alertmanager.yml', alertmanagerYaml('file', url));
    const limitsOf = () => ({ ...UNLIMITED_METRICS, ...limits });
    const common = { documents, clock: systemClock, limitsOf, logger: createLogger({ level: 'fatal' }) };
    const members = { position: 0, peers: 1 };
    this.alertmanagers = new Alertmanagers(
      { config: readAlertmanagerConfig(file, parseMatchers), templates: [] },
      { ...common, externalUrl: 'http://quartet', peer: members, peerTimeoutMs: 0, retentionMs: 3_600_000 },
    );
    this.configs = new StoredAlertmanagerConfigs({
      ...common,
      logger: { info: () => undefined, warn: (fields: object) => void this.warnings.push(fields) },
      apply: (tenant, own) => this.alertmanagers.applyOwn(tenant, own),
    });
    const context = { alertmanagerOf: (tenant: string) => this.alertmanagers.of(tenant), tenantOf, version: '1' };
    this.app.register(alertmanagerConfigApi, { context: { configs: this.configs, members, tenantOf } });
    this.app.register(alertmanagerApi, {
      context: { ...context, now: systemClock.now, startedMs: 0 },
      prefix: '/alertmanager',
    });
  }

  async start(): Promise<this> {
    await this.configs.start();
    this.alertmanagers.open(this.configs.tenants());
    return this;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.configs.stop();
    await this.alertmanagers.stop();
  }

  async call(method: 'GET' | 'POST' | 'DELETE' | 'PUT', url: string, tenant = 'team', payload?: string) {
    const headers = { 'x-scope-orgid': tenant, ...(payload !== undefined && { 'content-type': 'application/yaml' }) };
    const { statusCode, body } = await this.app.inject({ method, url, headers, payload });
    return { status: statusCode, body };
  }

  /** `mimirtool alertmanager load alertmanager.yaml [templates]` */
  load(config: string, templates: Readonly<Record<string, string>> = {}, tenant = 'team') {
    const payload = stringify({ template_files: templates, alertmanager_config: config });
    return this.call('POST', '/api/v1/alerts', tenant, payload);
  }

  async fire(alertname: string, tenant = 'team'): Promise<void> {
    await this.alertmanagers.send(tenant, [
      {
        labels: ['alertname', alertname],
        annotations: [],
        startsAtMs: undefined,
        endsAtMs: undefined,
        generatorUrl: '',
      },
    ]);
  }
}

let documents: MemoryDocuments;
let hooks: WebhookReceiver;
let url: string;
let program: Program;

beforeEach(async () => {
  documents = new MemoryDocuments();
  hooks = new WebhookReceiver();
  url = await hooks.listen();
  program = await new Program(documents, url).start();
});

afterEach(async () => {
  await program.stop();
  await hooks.close();
});

/** https://grafana.com/docs/mimir/latest/references/http-api/#set-alertmanager-configuration */
const DOCUMENTED = `
template_files:
  default_template: |
    {{ define "__alertmanager" }}AlertManager{{ end }}
    {{ define "__alertmanagerURL" }}{{ .ExternalURL }}/#/alerts?receiver={{ .Receiver | urlquery }}{{ end }}
alertmanager_config: |
  global:
    smtp_smarthost: 'localhost:25'
    smtp_from: 'youraddress@example.org'
  templates:
    - 'default_template'
  route:
    receiver: example-email
  receivers:
    - name: example-email
      email_configs:
      - to: 'youraddress@example.org'
`;

const RECEIVERS = 'route: { receiver: a }\nreceivers:\n  - name: a\n';

describe('mimirtool alertmanager', () => {
  it('loads, gets and deletes', async () => {
    expect(await program.call('GET', '/api/v1/alerts')).toEqual({
      status: 404,
      body: 'alertmanager storage object not found\n',
    });
    expect(await program.call('POST', '/api/v1/alerts', 'team', DOCUMENTED)).toEqual({ status: 201, body: '' });
    const { status, body } = await program.call('GET', '/api/v1/alerts');
    expect([status, parse(body)]).toEqual([200, parse(DOCUMENTED)]);
    expect((await program.call('GET', '/api/v1/alerts', 'other')).status).toBe(404);
    for (let i = 0; i < 2; i++) {
      expect(await program.call('DELETE', '/api/v1/alerts')).toEqual({ status: 200, body: '' });
      expect((await program.call('GET', '/api/v1/alerts')).status).toBe(404);
    }
  });

  it('changes at once whom alerts reach, also after a restart, and back to the file', { timeout: 60_000 }, async () => {
    const reached = async (alertname: string, tenant?: string) => {
      await program.fire(alertname, tenant);
      return (await hooks.next(alertname)).receiver;
    };
    expect(await reached('Before')).toBe('file');
    expect((await program.load(alertmanagerYaml('own', url))).status).toBe(201);
    expect(await reached('Own')).toBe('own');
    expect(await reached('Others', 'other')).toBe('file');
    await program.stop();
    program = await new Program(documents, url).start();
    expect(await reached('Restarted')).toBe('own');
    expect(await program.call('POST', '/multitenant_alertmanager/delete_tenant_config')).toEqual({
      status: 200,
      body: '',
    });
    expect(await reached('After')).toBe('file');
  });

  it('takes templates that the configuration names', { timeout: 60_000 }, async () => {
    const config = `
templates: ['t*.tmpl']
route: { receiver: r, group_by: [alertname], group_wait: 0s }
receivers: [{ name: r, webhook_configs: [{ url: '${url}{{ template "place" . }}' }] }]
`;
    expect(await program.load(config, { 't1.tmpl': '{{ define "place" }}there{{ end }}' })).toMatchObject({
      status: 201,
    });
    await program.fire('A');
    expect((await hooks.next('A')).receiver).toBe('r');
    expect(await program.load(RECEIVERS, { t: '{{ define' })).toMatchObject({ status: 201 });
    const refused = await program.load(`templates: [t]\n${RECEIVERS}`, { t: '{{ define' });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatch(/^error validating Alertmanager config: template: t:1/);
  });
});

describe('what is refused', () => {
  const whole = (config: string) => stringify({ alertmanager_config: config });
  it.each([
    ['', /^error marshalling YAML Alertmanager config: /],
    ['a: [', /^error marshalling YAML Alertmanager config: request:1:/],
    ['alertmanager_config: {}', /^error marshalling YAML Alertmanager config: .*alertmanager_config/],
    ['template_files: {}', /^error validating Alertmanager config: alertmanager_config is empty/],
    [whole('route: { receiver: nobody }'), /^error validating Alertmanager config: alertmanager_config:1:/],
    [whole('route: ['), /^error validating Alertmanager config: alertmanager_config:1:\d+: not valid YAML/],
    [
      whole(`templates: [/etc/passwd]\n${RECEIVERS}`),
      /^error validating Alertmanager config: templates: \/etc\/passwd has a path/,
    ],
    [
      stringify({ alertmanager_config: RECEIVERS, template_files: { '../t': '' } }),
      /^error validating Alertmanager config: invalid template name "\.\.\/t"/,
    ],
    [
      whole(`global: { slack_api_url_file: /etc/passwd }\n${RECEIVERS}`),
      /config: global\.slack_api_url_file is not allowed: it reads a file of the server/,
    ],
    [
      whole(`${RECEIVERS}    webhook_configs: [{ url: 'http://a/', http_config: { tls_config: { ca_file: /a } } }]`),
      /config: receivers\[0\]\.webhook_configs\[0\]\.http_config\.tls_config\.ca_file is not allowed/,
    ],
    [
      whole(
        `${RECEIVERS}    webhook_configs: [{ url: 'http://a/', http_config: { http_headers: { X: { files: [/a] } } } }]`,
      ),
      /http_config\.http_headers\.X\.files is not allowed/,
    ],
    [
      whole(`x: &x { url_file: /a }\n${RECEIVERS}    webhook_configs: [{ <<: *x }]`),
      /config: x\.url_file is not allowed/,
    ],
    [whole(`${RECEIVERS}    sns_configs: [{ topic_arn: t }]`), /sigv4 needs access_key and secret_key/],
    [
      whole(`${RECEIVERS}    sns_configs: [{ topic_arn: t, sigv4: { profile: p } }]`),
      /receivers\[0\]\.sns_configs\[0\]\.sigv4\.profile is not allowed/,
    ],
  ])('%#', async (payload, problem) => {
    const { status, body } = await program.call('POST', '/api/v1/alerts', 'team', payload);
    expect([status, body]).toEqual([400, expect.stringMatching(problem)]);
    expect((await program.call('GET', '/api/v1/alerts')).status).toBe(404);
  });

  it('names of files where a map is free', async () => {
    const config = `${RECEIVERS}    pagerduty_configs: [{ routing_key: k, details: { log_file: a } }]`;
    expect(await program.load(config)).toEqual({ status: 201, body: '' });
  });

  it('too much', async () => {
    const large = `# ${'x'.repeat(1 << 20)}`;
    expect((await program.call('POST', '/api/v1/alerts', 'team', large)).status).toBe(413);
    const many = `time_intervals: [${'[],'.repeat(20_000)}]`;
    expect((await program.load(many)).status).toBe(413);
    expect((await program.call('PUT', '/api/v1/alerts')).status).toBe(405);
  });

  it.each([
    [{ alertmanagerMaxConfigSizeBytes: 10 }, 'Alertmanager configuration is too big, limit: 10 bytes'],
    [{ alertmanagerMaxTemplatesCount: 1 }, 'too many templates in the configuration: 2 (limit: 1)'],
    [{ alertmanagerMaxTemplateSizeBytes: 1 }, 'template b is too big: 2 bytes (limit: 1 bytes)'],
  ])('beyond limits: %o', async (limits, problem) => {
    const limited = new Program(documents, url, limits);
    expect(await limited.load(RECEIVERS, { a: 'a', b: 'ß' })).toEqual({ status: 400, body: `${problem}\n` });
    await limited.stop();
  });
});

describe('of all tenants', () => {
  it('configurations are shown without secrets', async () => {
    const config = `${RECEIVERS}    pagerduty_configs: [{ routing_key: hidden }]`;
    for (const tenant of ['b', 'a']) await program.load(config, { t: 'text' }, tenant);
    const { status, body } = await program.call('GET', '/multitenant_alertmanager/configs');
    expect([status, Object.keys(parse(body))]).toEqual([200, ['a', 'b']]);
    expect(parse(body).a.template_files).toEqual({ t: 'text' });
    expect(body).toContain('routing_key: <secret>');
    expect(body).not.toContain('hidden');
  });

  it('there is a page', async () => {
    await program.load(RECEIVERS, {}, '<b>');
    const { status, body } = await program.call('GET', '/multitenant_alertmanager/status');
    expect(status).toBe(200);
    expect(body).toContain('<li>instance-0 (this one)</li>');
    expect(body).toContain('<li>&lt;b&gt;</li>');
  });
});

describe('stored configurations', () => {
  it('that cannot be read leave that of the file in force', async () => {
    const bodies = { team: { alertmanager_config: 'route: {}', template_files: {} }, broken: undefined };
    for (const [tenant, body] of Object.entries(bodies))
      await documents.put([{ tenant, kind: 'alertmanager-config', key: 'config', body: JSON.stringify(body) ?? '{' }]);
    const other = await new Program(documents, url).start();
    expect(other.warnings).toMatchObject([{ tenant: 'team' }, { tenant: 'broken' }]);
    await other.fire('A');
    expect((await hooks.next('A')).receiver).toBe('file');
    expect(parse((await other.call('GET', '/api/v1/alerts')).body)).toEqual(bodies.team);
    await other.stop();
  });
});
