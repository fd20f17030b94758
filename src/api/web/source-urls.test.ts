import { expect, it } from 'vitest';
import type { SourceKind } from '../../dashboards/data-sources.js';
import { sourceUrl } from './source-urls.js';

const KNOWN: Readonly<Record<string, SourceKind>> = {
  '1': 'prometheus',
  loki: 'loki',
  'P 8': 'prometheus',
  tempo: 'tempo',
};
const find = (key: string) => KNOWN[key];
const PROXY = '/api/datasources/proxy/uid';

it.each([
  [`${PROXY}/loki/loki/api/v1/query?query=%7B%7D`, `${PROXY}/loki/loki/api/v1/query?query=%7B%7D`],
  [`${PROXY}/P%208/api/v1/query`, `${PROXY}/prometheus/api/v1/query`],
  ['/api/datasources/proxy/1/api/v1/labels?a=b', `${PROXY}/prometheus/api/v1/labels?a=b`],
  ['/api/datasources/uid/loki/resources/labels', `${PROXY}/loki/loki/api/v1/labels`],
  ['/api/datasources/uid/tempo/resources/tags', `${PROXY}/tempo/api/v2/search/tags`],
  ['/api/datasources/1/resources/api/v1/series', `${PROXY}/prometheus/api/v1/series`],
  ['/api/prometheus/grafana/api/v1/rules', `${PROXY}/prometheus/api/v1/rules`],
  ['/api/prometheus/loki/api/v1/rules', `${PROXY}/loki/prometheus/api/v1/rules`],
  ['/api/alertmanager/grafana/api/v2/silences', `${PROXY}/alertmanager/api/v2/silences`],
  ['/api/ruler/loki/api/v1/rules/shop', `${PROXY}/loki/loki/api/v1/rules/shop`],
  ['/api/ruler/grafana/api/v1/rules', `${PROXY}/prometheus/config/v1/rules`],
  [`${PROXY}/unknown/api/v1/query`, `${PROXY}/unknown/api/v1/query`],
  [`${PROXY}/%E0%A4%A/api/v1/query`, `${PROXY}/%E0%A4%A/api/v1/query`],
  ['/api/dashboards/uid/loki', '/api/dashboards/uid/loki'],
])('%s is %s', (asked, meant) => {
  expect(sourceUrl(asked, find)).toBe(meant);
});
