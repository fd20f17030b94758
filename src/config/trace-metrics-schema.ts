import { z } from 'zod';
import { HISTOGRAM_FORMS, SPAN_METRICS_PARTS } from '../model/trace-metric-settings.js';
import {
  buckets,
  countOrUnlimited,
  dimensionMappings,
  duration,
  filterPolicies,
  flag,
  list,
  oneOf,
  someOf,
  text,
} from './leaves.js';

/** Settings of what is made of spans; the names are those of Tempo's metrics-generator where it has them. */
export const traceMetricsSchema = z.strictObject({
  spanMetrics: z.strictObject({
    enabled: flag('makes traces_spanmetrics_* of the spans that are stored'),
    parts: someOf(SPAN_METRICS_PARTS)('which of them are made: count, latency, size'),
    histogramBuckets: buckets('upper bounds of the latency histogram, seconds'),
    intrinsicDimensions: z.strictObject({
      service: flag('has the label service'),
      spanName: flag('has the label span_name'),
      spanKind: flag('has the label span_kind'),
      statusCode: flag('has the label status_code'),
      statusMessage: flag('has the label status_message'),
    }),
    dimensions: list('attributes of resources or spans that become labels'),
    dimensionMappings: dimensionMappings('labels that are made of several attributes'),
    targetInfo: flag('makes traces_target_info and adds the labels job and instance'),
    targetInfoExcludedDimensions: list('resource attributes that traces_target_info leaves out'),
    instanceLabel: flag('has the label instance where there is job'),
    spanMultiplierKey: text('attribute with the share of traces that the sampler kept').optional(),
    filterPolicies: filterPolicies('which spans are counted'),
  }),
  serviceGraph: z.strictObject({
    enabled: flag('makes traces_service_graph_* of the spans that are stored'),
    wait: duration('how long a span waits for the other side of its request'),
    maxItems: countOrUnlimited('spans of one tenant that may wait'),
    histogramBuckets: buckets('upper bounds of the histograms, seconds'),
    dimensions: list('attributes of resources or spans that become labels'),
    clientServerPrefix: flag('makes a label for each side of each dimension: client_… and server_…'),
    peerAttributes: list('attributes that name a peer that sends no spans, in this order'),
    virtualNodeLabel: flag('adds virtual_node, which tells the side that sends no spans'),
    messagingSystemLatency: flag('makes traces_service_graph_request_messaging_system_seconds'),
    spanMultiplierKey: text('attribute with the share of traces that the sampler kept').optional(),
    filterPolicies: filterPolicies('which spans are looked at'),
  }),
  generatedMetrics: z.strictObject({
    disabled: flag('counts spans but writes no samples'),
    interval: duration('how often the samples are written'),
    histograms: oneOf('FORM', HISTOGRAM_FORMS)('form of the histograms'),
    maxActiveSeries: countOrUnlimited('series that the spans of one tenant may make'),
    staleAfter: duration('how long a series goes on to which nothing is added'),
    timeRangeSlack: duration('how far from now a span may have ended to be counted'),
  }),
});
