import { CounterSeries } from '../generated-series/counter.js';
import { type BucketBounds, HistogramSeries } from '../generated-series/histogram.js';
import { type Family, type GroupKind, SeriesGroup } from '../generated-series/series.js';

const family = (name: string, type: 'counter' | 'histogram', help: string): Family => ({
  family: `traces_service_graph_${name}`,
  type,
  help,
});

const REQUESTS = family('request_total', 'counter', 'Requests between two nodes.');
const FAILED = family('request_failed_total', 'counter', 'Failed requests between two nodes.');
const SERVER_SECONDS = family('request_server_seconds', 'histogram', 'Requests as the server saw them.');
const CLIENT_SECONDS = family('request_client_seconds', 'histogram', 'Requests as the client saw them.');
const MESSAGING_SECONDS = family(
  'request_messaging_system_seconds',
  'histogram',
  'Time between publisher and consumer.',
);
const UNPAIRED = family('unpaired_spans_total', 'counter', 'Spans whose other side did not come.');
const DROPPED = family('dropped_spans_total', 'counter', 'Spans that found no room to wait.');

/** What counts the requests between two nodes. */
export class RequestGroup extends SeriesGroup {
  constructor(
    readonly total: CounterSeries,
    readonly failed: CounterSeries,
    readonly serverSeconds: HistogramSeries,
    readonly clientSeconds: HistogramSeries,
  ) {
    super([total, failed, serverSeconds, clientSeconds]);
  }
}

export function requestKind(bounds: BucketBounds): GroupKind<RequestGroup> {
  return {
    families: [REQUESTS, FAILED, SERVER_SECONDS, CLIENT_SECONDS],
    make: (labels, form) =>
      new RequestGroup(
        new CounterSeries(REQUESTS.family, labels),
        new CounterSeries(FAILED.family, labels),
        new HistogramSeries(SERVER_SECONDS.family, labels, bounds, form),
        new HistogramSeries(CLIENT_SECONDS.family, labels, bounds, form),
      ),
  };
}

/** The time that messages between two nodes take. */
export class MessagingGroup extends SeriesGroup {
  constructor(readonly seconds: HistogramSeries) {
    super([seconds]);
  }
}

export function messagingKind(bounds: BucketBounds): GroupKind<MessagingGroup> {
  return {
    families: [MESSAGING_SECONDS],
    make: (labels, form) => new MessagingGroup(new HistogramSeries(MESSAGING_SECONDS.family, labels, bounds, form)),
  };
}

/** What counts spans of one node that are no requests. */
export class LoneGroup extends SeriesGroup {
  constructor(readonly spans: CounterSeries) {
    super([spans]);
  }
}

const loneKind = (counter: Family): GroupKind<LoneGroup> => ({
  families: [counter],
  make: (labels) => new LoneGroup(new CounterSeries(counter.family, labels)),
});

export const LONE_KINDS = { unpaired: loneKind(UNPAIRED), dropped: loneKind(DROPPED) } as const;
