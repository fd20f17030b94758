import {
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { SOURCES } from './queries.js';

const ALL = { text: ['All'], value: ['$__all'] };

/** A variable of the values that `label` has in `selector`: several of them, at first all. `all` is the pattern for all. */
const choice = (name: string, title: string, selector: string, label: string, all: string) =>
  new QueryVariableBuilder(name)
    .label(title)
    .datasource(SOURCES.metrics)
    .query({ query: `label_values(${selector}, ${label})`, refId: name })
    .definition(`label_values(${selector}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(all)
    .hide(VariableHide.DontHide)
    .current(ALL);

/** Services, as they are called in metrics of requests, logs and traces. LogQL needs a pattern that is never empty. */
export const serviceVariable = (selector = 'http_requests_total') =>
  choice('service', 'Service', selector, 'service', '.+');

export const endpointVariable = (selector: string) => choice('endpoint', 'Endpoint', selector, 'endpoint', '.+');

/** Jobs of scraped targets. */
export const jobVariable = (selector = 'up') => choice('job', 'Job', selector, 'job', '.+');

export const instanceVariable = (selector: string) => choice('instance', 'Instance', selector, 'instance', '.*');

export const labelVariable = (name: string, title: string, selector: string) =>
  choice(name, title, selector, name, '.*');
