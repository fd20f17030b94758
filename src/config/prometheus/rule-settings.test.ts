import { expect, it } from 'vitest';
import { YamlFile } from '../yaml-file.js';
import { readRuleSettings } from './rule-settings.js';

const read = (text: string) => readRuleSettings(new YamlFile('/etc/prometheus.yml', text));

it('reads what a prometheus.yml says of rules', () => {
  expect(read('global: {rule_query_offset: 1m, scrape_interval: 5s}\nrule_files: [a.yml, "rules/*.yml"]')).toEqual({
    ruleFiles: ['a.yml', 'rules/*.yml'],
    scrapeConfigFiles: [],
    queryOffsetMs: 60_000,
  });
  expect(read('rule_files:\nglobal:\nscrape_config_files: [b.yml]')).toEqual({
    ruleFiles: [],
    scrapeConfigFiles: ['b.yml'],
    queryOffsetMs: 0,
  });
});

it.each([
  ['rule_files: a.yml', '1:13: rule_files: is text where a list belongs'],
  ['global: {rule_query_offset: soon}', '1:29: global.rule_query_offset: "soon" is not a duration'],
])('refuses %j', (text, message) => {
  expect(() => read(text)).toThrow(`/etc/prometheus.yml:${message}`);
});
