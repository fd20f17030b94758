import type { PostedAlert } from '../../model/alert.js';
import type { Labels } from '../../model/labels.js';
import { fingerprint } from '../fingerprint.js';

/** An alert as it is known. Times in ms since 1970. Never changed: what is new about it makes another. */
export interface Alert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAtMs: number;
  /** From then on it is resolved. */
  readonly endsAtMs: number;
  /** Nobody said when it ends; it does so if nobody repeats it. */
  readonly timeout: boolean;
  readonly updatedAtMs: number;
  readonly generatorUrl: string;
  readonly fingerprint: string;
}

export const resolvedAt = (alert: Alert, ms: number): boolean => alert.endsAtMs <= ms;

/** Characters of all names and values of an alert. */
const MAX_CHARACTERS = 64 << 10;

/** Labels or annotations of an alert. */
const MAX_PAIRS = 1000;

/** What is wrong with a posted alert; undefined: nothing. */
export function problemOf({ labels, annotations, startsAtMs, endsAtMs }: PostedAlert): string | undefined {
  if (labels.length === 0) return 'at least one label pair required';
  if (startsAtMs !== undefined && endsAtMs !== undefined && endsAtMs < startsAtMs)
    return 'start time must be before end time';
  if (labels.length > 2 * MAX_PAIRS || annotations.length > 2 * MAX_PAIRS)
    return `an alert may have ${MAX_PAIRS} labels and as many annotations`;
  let characters = 0;
  for (const pairs of [labels, annotations]) {
    for (let i = 0; i < pairs.length; i++) {
      characters += pairs[i]!.length;
      if (i % 2 === 0 && pairs[i] === '') return 'the name of a label must not be empty';
    }
  }
  return characters > MAX_CHARACTERS ? `an alert may have ${MAX_CHARACTERS} characters, not ${characters}` : undefined;
}

/** UTF-8 bytes of labels, annotations and generator URL, as `alertmanager_max_alerts_size_bytes` counts them. */
export const sizeOf = ({ labels, annotations, generatorUrl }: Alert): number =>
  [...labels, ...annotations, generatorUrl].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** A posted alert with the times that it leaves open. */
export function receivedAlert(posted: PostedAlert, nowMs: number, resolveTimeoutMs: number): Alert {
  const { labels, annotations, startsAtMs, endsAtMs, generatorUrl } = posted;
  return {
    labels,
    annotations,
    startsAtMs: startsAtMs ?? endsAtMs ?? nowMs,
    endsAtMs: endsAtMs ?? nowMs + resolveTimeoutMs,
    timeout: endsAtMs === undefined,
    updatedAtMs: nowMs,
    generatorUrl,
    fingerprint: fingerprint(labels),
  };
}

/**
 * What is known after `younger` came about an alert already known. Where the times of both overlap it is one alert that
 * began with the earlier; else a new one.
 */
export function merged(older: Alert, younger: Alert): Alert {
  const overlap =
    (younger.endsAtMs > older.startsAtMs && younger.endsAtMs < older.endsAtMs) ||
    (younger.startsAtMs > older.startsAtMs && younger.startsAtMs < older.endsAtMs);
  if (!overlap) return younger;
  const startsAtMs = Math.min(older.startsAtMs, younger.startsAtMs);
  if (resolvedAt(younger, younger.updatedAtMs)) {
    const bothEnded = resolvedAt(older, younger.updatedAtMs) && older.endsAtMs > younger.endsAtMs;
    return { ...younger, startsAtMs, ...(bothEnded && { endsAtMs: older.endsAtMs }) };
  }
  // An end that somebody named outlasts one that only comes from silence.
  const named = older.endsAtMs > younger.endsAtMs && !older.timeout;
  return { ...younger, startsAtMs, ...(named && { endsAtMs: older.endsAtMs, timeout: false }) };
}
