import type { Family } from '../generated-series/series.js';

const family = (name: string, type: 'counter' | 'histogram', help: string): Family => ({
  family: `traces_service_graph_${name}`,
  type,
  help,
});

export const REQUESTS = family('request_total', 'counter', 'Requests between two nodes.');
export const FAILED = family('request_failed_total', 'counter', 'Failed requests between two nodes.');
export const SERVER_SECONDS = family('request_server_seconds', 'histogram', 'Requests as the server saw them.');
export const CLIENT_SECONDS = family('request_client_seconds', 'histogram', 'Requests as the client saw them.');
export const MESSAGING_SECONDS = family(
  'request_messaging_system_seconds',
  'histogram',
  'Time between publisher and consumer.',
);
export const UNPAIRED = family('unpaired_spans_total', 'counter', 'Spans whose other side did not come.');
export const DROPPED = family('dropped_spans_total', 'counter', 'Spans that found no room to wait.');
