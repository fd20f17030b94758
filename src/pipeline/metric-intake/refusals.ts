import { type Labels, labelValue, METRIC_NAME } from '../../model/labels.js';
import { mimirError } from '../../model/mimir-error.js';
import type { Refusal } from '../../model/sample-gate.js';

/** Characters of a name, value or series that are shown. */
const MAX_SHOWN = 200;
const shown = (text: string): string => text.slice(0, MAX_SHOWN);

/** `name{label="value"}` */
function seriesText(labels: Labels): string {
  const pairs = pairsOf(labels).filter(([name]) => name !== METRIC_NAME);
  const name = labelValue(labels, METRIC_NAME);
  return pairs.length === 0 ? name : `${name}{${pairs.map(([key, value]) => `${key}=${quoted(value)}`).join(', ')}}`;
}

/** `{__name__="name", label="value"}` */
const labelsText = (labels: Labels): string =>
  `{${pairsOf(labels)
    .map(([key, value]) => `${key}=${quoted(value)}`)
    .join(', ')}}`;

const quoted = (value: string): string => JSON.stringify(shown(value));

const pairsOf = (labels: Labels): [string, string][] =>
  Array.from({ length: labels.length / 2 }, (_, i) => [labels[i * 2]!, labels[i * 2 + 1]!]);

const affected = (labels: Labels, ms: number): string =>
  `The affected sample has timestamp ${new Date(ms).toISOString()} and is from series ${shown(labelsText(labels))}`;

export const refusals = {
  tooManyLabels:
    (labels: Labels, limit: number): Refusal =>
    () =>
      mimirError(
        `received a series whose number of labels exceeds the limit (actual: ${labels.length / 2}, limit: ${limit}) series: '${shown(seriesText(labels))}'`,
        'max-label-names-per-series',
        'validation.max-label-names-per-series',
      ),
  labelNameTooLong:
    (labels: Labels, name: string): Refusal =>
    () =>
      mimirError(
        `received a series whose label name length exceeds the limit, label: '${shown(name)}' series: '${shown(seriesText(labels))}'`,
        'label-name-too-long',
        'validation.max-length-label-name',
      ),
  labelValueTooLong:
    (labels: Labels, name: string, value: string, limit: number): Refusal =>
    () =>
      mimirError(
        `received a series whose label value length of ${Buffer.byteLength(value)} exceeds the limit of ${limit}, label: '${shown(name)}', value: '${shown(value)}' (truncated) series: '${shown(seriesText(labels))}'`,
        'label-value-too-long',
        'validation.max-length-label-value',
      ),
  tooManySeries:
    (limit: number): Refusal =>
    () =>
      mimirError(
        `per-user series limit of ${limit} exceeded`,
        'max-series-per-user',
        'ingester.max-global-series-per-user',
      ),
  tooFarInFuture:
    (labels: Labels, ms: number): Refusal =>
    () =>
      mimirError(
        `received a sample whose timestamp is too far in the future, timestamp: ${ms} series: '${shown(seriesText(labels))}'`,
        'too-far-in-future',
        'validation.create-grace-period',
      ),
  tooFarInPast:
    (labels: Labels, ms: number): Refusal =>
    () =>
      mimirError(
        `received a sample whose timestamp is too far in the past, timestamp: ${ms} series: '${shown(seriesText(labels))}'`,
        'too-far-in-past',
        'validation.past-grace-period',
      ),
  outOfOrder:
    (labels: Labels, ms: number): Refusal =>
    () =>
      `the sample has been rejected because another sample with a more recent timestamp has already been ingested and out-of-order samples are not allowed (err-mimir-sample-out-of-order). ${affected(labels, ms)}`,
  beyondWindow:
    (labels: Labels, ms: number, window: string): Refusal =>
    () =>
      `the sample has been rejected because another sample with a more recent timestamp has already been ingested and this sample is beyond the out-of-order time window of ${window} (err-mimir-sample-timestamp-too-old). ${affected(labels, ms)}`,
} as const;

/** The whole request is refused; it may be repeated later. */
export const rateExceeded = (rate: number, burst: number): string =>
  `the request has been rejected because the tenant exceeded the ingestion rate limit, set to ${rate} items/s with a maximum allowed burst of ${burst}. This limit is applied on the total number of samples, exemplars and metadata received across all distributors (err-mimir-tenant-max-ingestion-rate). To adjust the related per-tenant limits, configure -distributor.ingestion-rate-limit and -distributor.ingestion-burst-size, or contact your service administrator.`;
