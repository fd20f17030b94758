import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { YamlFile } from '../yaml-file.js';
import { shownPrometheus } from './shown-prometheus.js';

const shown = (text: string) => shownPrometheus(new YamlFile('/prometheus.yml', text));

describe('shownPrometheus', () => {
  it('spells out the defaults of jobs', () => {
    const text = shown('scrape_configs: [{job_name: a, scheme: https}]\nglobal: {scrape_interval: 15s}');
    expect(Object.keys(parse(text))).toEqual(['global', 'scrape_configs']);
    expect(parse(text)).toMatchObject({
      global: { scrape_interval: '15s', scrape_timeout: '10s', evaluation_interval: '1m' },
      scrape_configs: [
        { job_name: 'a', scrape_interval: '15s', scrape_timeout: '10s', metrics_path: '/metrics', scheme: 'https' },
      ],
    });
  });

  it('tells no secret', () => {
    const text = shown(`
scrape_configs:
  - job_name: a
    basic_auth: { username: u, password: hidden1 }
    authorization: { credentials: hidden2 }
    oauth2: { client_id: c, client_secret: hidden3, token_url: http://x }
    proxy_url: http://u:hidden4@proxy
    http_headers: { X-Key: { secrets: [hidden5] } }
    consul_sd_configs: [{ server: c, token: hidden6 }]
    tls_config: { cert: c, key: hidden7 }
remote_write: [{ url: http://x, sigv4: { secret_key: hidden8 }, headers: { Authorization: hidden9 } }]
alerting: { alertmanagers: [{ basic_auth: { password: hidden10 } }] }
`);
    expect(text).not.toContain('hidden');
    expect(text).toContain('username: u');
    expect(text.match(/<secret>/g)).toHaveLength(10);
  });

  it('without a file is what holds then', () => {
    expect(parse(shownPrometheus(undefined))).toMatchObject({ global: { scrape_interval: '1m' } });
    expect(parse(shown('scrape_configs:\nglobal:'))).toMatchObject({ scrape_configs: null });
  });
});
