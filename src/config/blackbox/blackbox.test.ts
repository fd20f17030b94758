import { describe, expect, it } from 'vitest';
import { YamlFile } from '../yaml-file.js';
import { defaultBlackboxModules, readBlackboxModules } from './blackbox.js';

const read = (text: string) => readBlackboxModules(new YamlFile('/etc/blackbox.yml', text));

describe('blackbox.yml', () => {
  it('has modules of its own where there is no file', () => {
    const modules = defaultBlackboxModules();
    expect([...modules.keys()]).toEqual([
      'http_2xx',
      'http_post_2xx',
      'tcp_connect',
      'pop3s_banner',
      'grpc',
      'grpc_plain',
      'ssh_banner',
      'icmp',
    ]);
    expect(modules.get('http_post_2xx')).toMatchObject({
      timeoutMs: undefined,
      probe: { prober: 'http', method: 'POST' },
    });
  });

  it('may say everything that is documented', () => {
    const modules = read(`
modules:
  web:
    prober: http
    timeout: 5s
    http:
      valid_status_codes: [200, 204]
      valid_http_versions: [HTTP/1.1, HTTP/2.0]
      method: POST
      headers: {Host: vhost.example.com, Accept-Language: en-US}
      body_size_limit: 10MB
      compression: gzip
      follow_redirects: false
      fail_if_ssl: false
      fail_if_not_ssl: true
      fail_if_body_matches_regexp: ["Could not connect"]
      fail_if_body_not_matches_regexp: ["Download"]
      fail_if_header_matches: [{header: Set-Cookie, regexp: ".*", allow_missing: true}]
      fail_if_header_not_matches: [{header: Origin, regexp: example}]
      tls_config: {ca_file: certs/ca.pem, insecure_skip_verify: false, min_version: TLS12}
      basic_auth: {username: u, password_file: secret}
      proxy_url: http://proxy
      proxy_connect_header: {Proxy-Authorization: [Bearer x]}
      skip_resolve_phase_with_proxy: true
      enable_http2: false
      preferred_ip_protocol: ip4
      ip_protocol_fallback: false
      body_file: body.json
  name:
    prober: dns
    dns:
      transport_protocol: tcp
      dns_over_tls: true
      query_name: www.example.com
      query_type: SOA
      query_class: CH
      recursion_desired: false
      source_ip_address: 127.0.0.1
      valid_rcodes: [NOERROR, NXDOMAIN]
      validate_answer_rrs: {fail_if_all_match_regexp: [".*127.0.0.1"]}
      validate_additional_rrs: {fail_if_none_matches_regexp: ["127.0.0.1"]}
  ping: {prober: icmp, icmp: {dont_fragment: true, payload_size: 64, ttl: 5, source_ip_address: "::1"}}
`);
    expect(modules.get('web')).toMatchObject({
      timeoutMs: 5000,
      probe: {
        bodySizeLimit: 10 * 1024 * 1024,
        bodyFile: '/etc/body.json',
        preferredIpProtocol: 'ip4',
        ipProtocolFallback: false,
        client: {
          followRedirects: false,
          http2: false,
          tls: { ca: { file: '/etc/certs/ca.pem' }, minVersion: 'TLSv1.2' },
          basicAuth: { password: { file: '/etc/secret' } },
        },
      },
    });
    expect(modules.get('name')?.probe).toMatchObject({ transport: 'tcp', isSecured: true, queryType: 'SOA' });
  });

  it.each([
    ['modules: {a: {prober: ftp}}', '1:23: modules.a.prober: must be one of http, tcp, dns, icmp, grpc'],
    [
      'modules: {a: {prober: http, htp: {}}}',
      '1:29: modules.a.htp is not a known setting; did you mean modules.a.http?',
    ],
    ['modules:\n  a:\n    prober: http\n    http: {fail_if_body_matches_regexp: ["("]}', '4:'],
    ['modules: {a: {prober: http, timeout: soon}}', '1:38: modules.a.timeout: "soon" is not a duration'],
    ['modules: {a: {prober: dns}}', 'modules.a.dns: query_name is missing'],
    [
      'modules: {a: {prober: dns, dns: {query_name: a, query_type: B}}}',
      'is not a known query type; known are A, AAAA',
    ],
    [
      'modules: {a: {prober: dns, dns: {query_name: a, dns_over_tls: true}}}',
      'dns_over_tls needs transport_protocol: tcp',
    ],
    ['modules: {a: {prober: http, http: {body: x, body_file: y}}}', 'at most one of body and body_file'],
    ['modules: {a: {prober: http, http: {fail_if_body_json_matches_cel: "body.a"}}}', 'CEL expressions are not read'],
    ['modules: {a: {prober: tcp, tcp: {source_ip_address: host}}}', '"host" is not an IP address'],
    ['modules: {a: {prober: icmp, icmp: {preferred_ip_protocol: ip5}}}', 'must be ip4 or ip6'],
  ])('%s', (text, problem) => {
    expect(() => read(text)).toThrow(`/etc/blackbox.yml:`);
    expect(() => read(text)).toThrow(problem);
  });
});
