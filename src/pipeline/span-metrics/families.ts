import type { Family } from '../generated-series/series.js';

export const CALLS: Family = {
  family: 'traces_spanmetrics_calls_total',
  type: 'counter',
  help: 'Spans by service, name, kind and status.',
};
export const LATENCY: Family = {
  family: 'traces_spanmetrics_latency',
  type: 'histogram',
  help: 'Durations of spans in seconds.',
};
export const SIZE: Family = {
  family: 'traces_spanmetrics_size_total',
  type: 'counter',
  help: 'Bytes of spans.',
};
