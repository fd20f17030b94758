import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PLAIN_HTTP } from '../../lib/http-client/http-client-config.js';
import { readStrict } from '../strict-yaml.js';
import { YamlFile } from '../yaml-file.js';
import { discoveriesOf, discoveryFields } from './discovery.js';

const schema = z.strictObject({ ...discoveryFields });

const read = (text: string) => discoveriesOf(readStrict(new YamlFile('/etc/q/p.yml', text), schema), '/etc/q');

const FIXTURE = join(import.meta.dirname, 'fixtures/discovery/all.yml');

describe('the discoveries of a job', () => {
  it('are read with their defaults', () => {
    const attach = { node: false, namespace: false, deployment: false, job: false, cronjob: false };
    const kubernetes = { kind: 'kubernetes', namespaces: [], ownNamespace: false, selectors: [], attach };
    const consul = {
      kind: 'consul',
      scheme: 'http',
      server: 'localhost:8500',
      pathPrefix: '',
      datacenter: '',
      namespace: '',
      partition: '',
      services: [],
      tags: [],
      nodeMeta: {},
      filter: '',
      healthFilter: '',
      tagSeparator: ',',
      allowStale: true,
      refreshMs: 30_000,
      http: PLAIN_HTTP,
    };
    expect(read(readFileSync(FIXTURE, 'utf8'))).toEqual([
      {
        kind: 'static',
        groups: [
          { targets: ['localhost:9090', 'db:9187'], labels: { env: 'prod' } },
          { targets: ['other:9100'], labels: {} },
        ],
      },
      { kind: 'file', files: ['/etc/q/targets/*.json', '/etc/targets.yml'], refreshMs: 60_000 },
      {
        kind: 'http',
        url: 'https://targets.example.com/list',
        refreshMs: 60_000,
        http: {
          ...PLAIN_HTTP,
          basicAuth: { username: { text: 'me' }, password: { file: '/etc/q/password.txt' } },
        },
      },
      { kind: 'dns', names: ['_metrics._tcp.example.com'], type: 'SRV', port: 0, refreshMs: 30_000 },
      { kind: 'dns', names: ['web'], type: 'A', port: 9100, refreshMs: 30_000 },
      {
        kind: 'docker',
        host: 'unix:///var/run/docker.sock',
        port: 80,
        filters: [{ name: 'label', values: ['scrape=true'] }],
        refreshMs: 60_000,
        http: PLAIN_HTTP,
        hostNetworkingHost: 'localhost',
        matchFirstNetwork: true,
      },
      {
        kind: 'dockerswarm',
        host: 'tcp://swarm:2376',
        port: 9100,
        filters: [],
        refreshMs: 60_000,
        http: PLAIN_HTTP,
        role: 'tasks',
      },
      {
        ...kubernetes,
        role: 'pod',
        namespaces: ['shop'],
        ownNamespace: true,
        selectors: [
          { role: 'pod', label: 'app=web', field: '' },
          { role: 'node', label: '', field: 'spec.unschedulable=false' },
        ],
        attach: { ...attach, node: true },
        http: PLAIN_HTTP,
      },
      {
        ...kubernetes,
        role: 'endpointslice',
        apiServer: 'https://cluster.example.com:6443',
        http: { ...PLAIN_HTTP, authorization: { type: 'Bearer', credentials: { file: '/etc/q/token' } } },
      },
      { ...kubernetes, role: 'node', kubeconfigFile: '/etc/q/kube/config', http: PLAIN_HTTP },
      { ...consul, services: ['web'], tags: ['prod'], token: { text: 'hidden' } },
      { ...consul, server: 'consul:8501', scheme: 'https', allowStale: false, filter: 'ServiceName == "x"' },
    ]);
  });

  it('are none where nothing is said', () => {
    expect(read('')).toEqual([]);
    expect(read('static_configs:\nfile_sd_configs: []')).toEqual([]);
  });

  it.each([
    [
      'static_configs: [{target: [a]}]',
      'static_configs[0].target is not a known setting; did you mean static_configs[0].targets?',
    ],
    ['file_sd_configs: [{files: [a.txt]}]', 'file_sd_configs[0].files[0]: must end in .json, .yml or .yaml'],
    ['file_sd_configs: [{files: ["*/a.json"]}]', 'at most one * and only in its last part'],
    ['file_sd_configs: [{files: []}]', 'file_sd_configs[0].files: must name at least one file'],
    [
      'http_sd_configs: [{url: "ftp://a"}]',
      'http_sd_configs[0].url: is not a URL with a host, of scheme http or https',
    ],
    ['http_sd_configs: [{}]', 'http_sd_configs[0].url: is missing'],
    ['http_sd_configs: [{url: "http://a", refresh_interval: 0s}]', 'refresh_interval: must be longer than 0s'],
    [
      'http_sd_configs: [{url: "http://a", bearer_token: x, basic_auth: {username: y}}]',
      'http_sd_configs[0]: at most one of',
    ],
    ['dns_sd_configs: [{names: [a], type: TXT}]', 'dns_sd_configs[0].type: must be A, AAAA, MX, NS or SRV'],
    ['dns_sd_configs: [{names: [a], type: A}]', 'dns_sd_configs[0]: a port is needed for all types but SRV'],
    [
      'docker_sd_configs: [{host: "npipe:////./pipe"}]',
      'docker_sd_configs[0].host: must be unix:///var/run/docker.sock',
    ],
    ['docker_sd_configs: [{host: "tcp://a", port: 70000}]', 'docker_sd_configs[0].port: must be a port'],
    ['dockerswarm_sd_configs: [{host: "tcp://a"}]', 'dockerswarm_sd_configs[0].role: must be services, tasks or nodes'],
    ['kubernetes_sd_configs: [{role: pods}]', 'kubernetes_sd_configs[0].role: must be one of node, service, pod'],
    [
      'kubernetes_sd_configs: [{role: pod, api_server: "https://a", kubeconfig_file: b}]',
      'at most one of api_server and kubeconfig_file',
    ],
    ['kubernetes_sd_configs: [{role: pod, bearer_token: x}]', 'settings of the HTTP client need api_server'],
    [
      'kubernetes_sd_configs: [{role: pod, selectors: [{role: service}]}]',
      'role pod takes selectors of role pod only, not of service',
    ],
    ['kubernetes_sd_configs: [{role: pod, selectors: [{role: pod}, {role: pod}]}]', 'two selectors of role pod'],
    [
      'kubernetes_sd_configs: [{role: pod, kubeconfig_file: x, namespaces: {own_namespace: true}}]',
      'does not go with kubeconfig_file',
    ],
    [
      'consul_sd_configs: [{token: x, authorization: {credentials: y}}]',
      'token goes with neither authorization nor oauth2',
    ],
    [
      'consul_sd_configs: [{username: x, basic_auth: {username: y}}]',
      'at most one of basic_auth and username and password',
    ],
    [
      'ec2_sd_configs: [{region: eu}]',
      '1:17: ec2_sd_configs: is not supported here; what is: static_configs, file_sd_configs',
    ],
    ['nomad_sd_configs: []', 'nomad_sd_configs: is not supported here'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(/^\/etc\/q\/p\.yml:\d+:\d+: /);
  });
});
