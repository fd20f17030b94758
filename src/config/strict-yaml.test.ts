import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { httpClientFields } from './http-client.js';
import { relabelConfigs } from './relabel.js';
import { readStrict } from './strict-yaml.js';
import { durationMs } from './values.js';
import { YamlFile } from './yaml-file.js';

const schema = z.strictObject({
  interval: durationMs.optional(),
  jobs: z
    .array(
      z.strictObject({
        name: z.string().min(1, 'must not be empty'),
        labels: z.record(z.string(), z.string()).default({}),
        relabel_configs: relabelConfigs.default([]),
        ...httpClientFields,
      }),
    )
    .default([]),
});

const read = (text: string) => readStrict(new YamlFile('/etc/jobs.yml', text), schema);

describe('a file that is read strictly', () => {
  it('gives what it says and the defaults', () => {
    expect(
      read('interval: 1m30s\njobs:\n- name: a\n  relabel_configs: [{target_label: x, replacement: y}]'),
    ).toMatchObject({
      interval: 90_000,
      jobs: [
        { name: 'a', labels: {}, follow_redirects: true, relabel_configs: [{ action: 'replace', regex: '(.*)' }] },
      ],
    });
    expect(read('').jobs).toEqual([]);
  });

  it.each([
    ['interval: soon', '1:11: interval: "soon" is not a duration such as 30s, 5m or 1h30m'],
    ['jobs:\n- {name: a, lables: {}}', '2:13: jobs[0].lables is not a known setting; did you mean jobs[0].labels?'],
    ['jobs:\n- labels: {}', '2:3: jobs[0].name: is missing'],
    ['jobs:\n- name: [a]', '2:9: jobs[0].name: is a list where text belongs'],
    ['jobs: 5', '1:7: jobs: is a number where a list belongs'],
    ['jobs:\n- name: ""', '2:9: jobs[0].name: must not be empty'],
    [
      'jobs:\n- name: a\n  tls_config:\n    ca_fil: x',
      '4:5: jobs[0].tls_config.ca_fil is not a known setting; did you mean jobs[0].tls_config.ca_file?',
    ],
    [
      'jobs:\n- name: a\n  relabel_configs:\n  - {action: keep, regex: "("}',
      '4:27: jobs[0].relabel_configs[0].regex: "(" is not a regular expression (RE2)',
    ],
    [
      'jobs:\n- name: a\n  relabel_configs:\n  - {action: hashmod, target_label: a}',
      '4:5: jobs[0].relabel_configs[0]: relabel configuration for hashmod requires non-zero modulus',
    ],
    ['jobs:\n- name: 1\n- nam: b\n', '2:9: jobs[0].name: is a number where text belongs'],
  ])('tells the first mistake of %j', (text, message) => {
    expect(() => read(text)).toThrow(`/etc/jobs.yml:${message}`);
  });
});
