import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { YamlFile } from '../../yaml-file.js';
import { readReceivers } from './read-receivers.js';

const read = (text: string) => readReceivers(new YamlFile('/etc/alertmanager.yml', text));

const one = (configs: string, global = '') => read(`global: {${global}}\nreceivers:\n- name: team\n  ${configs}`);

describe('receivers', () => {
  it('of a common file are read with their defaults', () => {
    const path = new URL('../../fixtures/originals/alertmanager.yml', import.meta.url).pathname;
    const receivers = readReceivers(new YamlFile(path, readFileSync(path, 'utf8')));
    expect(receivers.map(({ name, integrations }) => [name, integrations.map(({ type }) => type)])).toEqual([
      ['default', ['webhook']],
      ['critical', ['email', 'slack']],
      ['oncall', ['pagerduty']],
      ['cost', ['slack']],
      ['database', ['webhook']],
    ]);
    expect(receivers[1]!.integrations).toMatchObject([
      {
        sendResolved: true,
        config: {
          to: 'ops@example.org',
          from: 'alerts@example.org',
          smarthost: { host: 'localhost', port: 2525 },
          requireTls: false,
          hello: 'localhost',
        },
      },
      {
        sendResolved: false,
        config: { channel: '#alerts-critical', titleLink: '{{ template "slack.default.titlelink" . }}' },
      },
    ]);
  });

  it('take files relative to theirs, and http_config from global', () => {
    const [receiver] = one(
      'opsgenie_configs: [{api_key_file: key}, {http_config: {follow_redirects: false}}]',
      'opsgenie_api_key: k, http_config: {basic_auth: {username: u, password_file: p}}',
    );
    expect(receiver!.integrations).toMatchObject([
      {
        sendResolved: true,
        http: { basicAuth: { username: { text: 'u' }, password: { file: '/etc/p' } } },
        config: { apiKey: { file: '/etc/key' }, apiUrl: 'https://api.opsgenie.com/' },
      },
      { http: { followRedirects: false }, config: { apiKey: { text: 'k' } } },
    ]);
  });

  it.each([
    ['webhook_configs: [{url: http://x}]', true],
    ['email_configs: [{to: a, from: b, smarthost: "c:25"}]', false],
    ['slack_configs: [{api_url: http://x}]', false],
    ['pagerduty_configs: [{routing_key: x}]', true],
    ['opsgenie_configs: [{api_key: x}]', true],
    ['msteams_configs: [{webhook_url: http://x}]', true],
    ['msteamsv2_configs: [{webhook_url: http://x}]', true],
    ['telegram_configs: [{bot_token: x, chat_id: 1}]', true],
    ['discord_configs: [{webhook_url: http://x}]', true],
    ['pushover_configs: [{user_key: x, token: y}]', true],
    ['sns_configs: [{topic_arn: x}]', true],
    ['victorops_configs: [{api_key: x, routing_key: y}]', true],
    ['webex_configs: [{room_id: x, http_config: {authorization: {credentials: y}}}]', true],
    ['wechat_configs: [{api_secret: x, corp_id: y}]', false],
    ['rocketchat_configs: [{token: x, token_id: y}]', true],
    ['mattermost_configs: [{webhook_url: http://x}]', true],
    ['incidentio_configs: [{url: http://x, alert_source_token: y}]', true],
    ['jira_configs: [{api_url: http://x, project: p, issue_type: t}]', true],
  ])('%s: send_resolved is %s', (configs, sendResolved) => {
    expect(one(configs)[0]!.integrations).toMatchObject([{ sendResolved }]);
  });

  it.each([
    [
      'mattermost_configs: [{}]',
      '4:24: receivers[0].mattermost_configs[0]: no Mattermost webhook URL set either inline or in a file: give webhook_url',
    ],
    [
      'mattermost_configs: [{webhook_url: http://x, fields: [{title: a, value: ""}]}]',
      '4:75: receivers[0].mattermost_configs[0].fields[0].value: missing value in Mattermost field configuration',
    ],
    [
      'incidentio_configs: [{url: http://x}]',
      '4:24: receivers[0].incidentio_configs[0]: at least one of alert_source_token, alert_source_token_file or',
    ],
    [
      'incidentio_configs: [{url: http://x, alert_source_token: y, http_config: {authorization: {credentials: z}}}]',
      '4:24: receivers[0].incidentio_configs[0]: cannot specify alert_source_token or alert_source_token_file when',
    ],
    ['webhook_configs: [{}]', '4:21: receivers[0].webhook_configs[0]: one of url or url_file must be configured'],
    [
      'webhook_configs: [{url: http://x, url_file: y}]',
      '4:21: receivers[0].webhook_configs[0]: at most one of url & url_file must be configured',
    ],
    [
      'webhook_configs: [{url: "ftp://s3cr3t"}]',
      '4:27: receivers[0].webhook_configs[0].url: is not an address that begins with http:// or https://',
    ],
    [
      'webhook_configs: [{url: http://x, max_alert: 1}]',
      '4:37: receivers[0].webhook_configs[0].max_alert is not a known setting; did you mean receivers[0].webhook_configs[0].max_alerts?',
    ],
    [
      'webhok_configs: []',
      '4:3: receivers[0].webhok_configs is not a known setting; did you mean receivers[0].webhook_configs?',
    ],
    [
      'webhook_configs: [{url: http://x, http_config: {bearer_token: a, basic_auth: {username: b}}}]',
      '4:50: receivers[0].webhook_configs[0].http_config: at most one of basic_auth, authorization, oauth2, bearer_token and bearer_token_file may be given',
    ],
    [
      'email_configs: [{to: a}]',
      '4:19: receivers[0].email_configs[0]: no global SMTP smarthost set: give smarthost or global.smtp_smarthost',
    ],
    ['email_configs: [{to: ""}]', '4:24: receivers[0].email_configs[0].to: missing to address'],
    [
      'email_configs: [{to: a, from: b, smarthost: mail}]',
      '4:47: receivers[0].email_configs[0].smarthost: "mail" is not a host and a port such as smtp.example.org:587',
    ],
    [
      'email_configs: [{to: a, from: b, smarthost: "c:25", headers: {To: x, to: y}}]',
      '4:19: receivers[0].email_configs[0]: duplicate header "to" in email config',
    ],
    [
      'slack_configs: [{channel: x}]',
      '4:19: receivers[0].slack_configs[0]: no global Slack API URL set either inline or in a file: give api_url, api_url_file or global.slack_api_url',
    ],
    [
      'slack_configs: [{api_url: http://x, fields: [{title: a, value: ""}]}]',
      '4:66: receivers[0].slack_configs[0].fields[0].value: missing value in Slack field configuration',
    ],
    [
      'slack_configs: [{api_url: http://x, actions: [{type: button, text: a}]}]',
      '4:49: receivers[0].slack_configs[0].actions[0]: missing name or url in Slack action configuration',
    ],
    [
      'pagerduty_configs: [{}]',
      '4:23: receivers[0].pagerduty_configs[0]: missing service or routing key in PagerDuty config: give routing_key or routing_key_file',
    ],
    [
      'opsgenie_configs: [{api_key: x, responders: [{name: a, type: crew}]}]',
      '4:64: receivers[0].opsgenie_configs[0].responders[0].type: is none of team, teams, user, escalation, schedule',
    ],
    [
      'opsgenie_configs: [{}]',
      '4:22: receivers[0].opsgenie_configs[0]: no global OpsGenie API Key set either inline or in a file: give api_key',
    ],
    [
      'telegram_configs: [{bot_token: x}]',
      '4:22: receivers[0].telegram_configs[0]: missing chat_id on telegram_config',
    ],
    [
      'telegram_configs: [{bot_token: x, chat_id: 1, parse_mode: Word}]',
      '4:61: receivers[0].telegram_configs[0].parse_mode: unknown parse_mode, must be Markdown, MarkdownV2, HTML or empty string',
    ],
    [
      'pushover_configs: [{token: x}]',
      '4:22: receivers[0].pushover_configs[0]: one of user_key or user_key_file must be configured',
    ],
    [
      'sns_configs: [{topic_arn: x, phone_number: y}]',
      '4:17: receivers[0].sns_configs[0]: must provide either a Target ARN, Topic ARN, or Phone Number for SNS config',
    ],
    ['victorops_configs: [{api_key: x}]', '4:23: receivers[0].victorops_configs[0].routing_key: is missing'],
    [
      'wechat_configs: [{api_secret: x}]',
      '4:20: receivers[0].wechat_configs[0]: no global Wechat CorpID set: give corp_id or global.wechat_api_corp_id',
    ],
    [
      'jira_configs: [{project: p, issue_type: t}]',
      '4:18: receivers[0].jira_configs[0]: no global Jira Cloud URL set: give api_url or global.jira_api_url',
    ],
    [
      'discord_configs: [{}]',
      '4:21: receivers[0].discord_configs[0]: one of webhook_url or webhook_url_file must be configured',
    ],
  ])('%s', (configs, message) => {
    expect(() => one(configs)).toThrow(`/etc/alertmanager.yml:${message}`);
  });

  it.each([
    ['smtp_smarthos: x', '1:10: global.smtp_smarthos is not a known setting; did you mean global.smtp_smarthost?'],
    [
      'slack_api_url: http://x, slack_api_url_file: y',
      '1:9: global: at most one of slack_api_url & slack_api_url_file must be configured',
    ],
    ['pagerduty_url: x', '1:25: global.pagerduty_url: "x" is not an address that begins with http:// or https://'],
  ])('global: %s', (global, message) => {
    expect(() => one('webhook_configs: []', global)).toThrow(`/etc/alertmanager.yml:${message}`);
  });
});
