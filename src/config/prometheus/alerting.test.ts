import { expect, it } from 'vitest';
import { YamlFile } from '../yaml-file.js';
import { readAlerting } from './alerting.js';

const read = (text: string) => readAlerting(new YamlFile('/etc/prometheus/prometheus.yml', text));

const RELABEL = {
  action: 'drop',
  sourceLabels: ['severity'],
  separator: ';',
  regex: 'info',
  modulus: 0,
  targetLabel: '',
  replacement: '$1',
};

it('reads where alerts go', () => {
  const settings = read(`
global: { scrape_interval: 5s }
alerting:
  alert_relabel_configs: [{ source_labels: [severity], regex: info, action: drop }]
  alertmanagers:
    - scheme: HTTPS
      path_prefix: /am
      timeout: 3s
      api_version: v2
      basic_auth: { username: ann, password_file: secret }
      relabel_configs: [{ source_labels: [severity], regex: info, action: drop }]
      alert_relabel_configs: [{ source_labels: [severity], regex: info, action: drop }]
      static_configs: [{ targets: ['a:9093'] }]
      file_sd_configs: [{ files: ['more/*.yml'] }]
    - static_configs: [{ targets: ['b:9093'] }]
scrape_configs: []
`);
  expect(settings.alertRelabel).toEqual([RELABEL]);
  const [first, second] = settings.alertmanagers;
  expect(first).toMatchObject({
    scheme: 'https',
    pathPrefix: '/am',
    timeoutMs: 3000,
    http: { basicAuth: { username: { text: 'ann' }, password: { file: '/etc/prometheus/secret' } } },
    relabel: [RELABEL],
    alertRelabel: [RELABEL],
  });
  expect(first!.discovery.map(({ kind }) => kind)).toEqual(['static', 'file']);
  expect(second).toMatchObject({ scheme: 'http', pathPrefix: '', timeoutMs: 10_000, relabel: [], alertRelabel: [] });
});

it.each(['', 'alerting:', 'alerting: { alertmanagers: }'])('nobody is told by %j', (text) => {
  expect(read(text)).toEqual({ alertRelabel: [], alertmanagers: [] });
});

it.each([
  [
    'alerting: { alertmanager: [] }',
    '1:13: alerting.alertmanager is not a known setting; did you mean alerting.alertmanagers?',
  ],
  ['alerting:\n  alertmanagers:\n    - api_version: v1', '3:20: alerting.alertmanagers[0].api_version: v1 is gone'],
  ['alerting:\n  alertmanagers:\n    - scheme: ftp', '3:15: alerting.alertmanagers[0].scheme: must be http or https'],
  ['alerting:\n  alertmanagers:\n    - timeout: 0s', '3:16: alerting.alertmanagers[0].timeout: must be longer than 0s'],
  ['alerting:\n  alertmanagers:\n    - bearer_token: a\n      authorization: { credentials: b }', 'at most one of'],
  ['alerting:\n  alertmanagers:\n    - ec2_sd_configs: [{}]', 'is not supported here'],
  ['alerting:\n  alertmanagers:\n    - static_configs: [{ targets: ["http://a"] }]', 'targets[0]: must be host:port'],
  ['alerting:\n  alert_relabel_configs: [{ regex: "(" }]', 'regular expression'],
])('says what is wrong with %j', (text, message) => {
  expect(() => read(text)).toThrow(message);
});
