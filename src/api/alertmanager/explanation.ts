import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { formatDuration } from '../../lib/duration.js';
import { QuartetError } from '../../model/errors.js';
import { type Labels, labelsFrom, labelsToObject } from '../../model/labels.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { optionalTime } from '../prometheus/parameters.js';
import type { ServedAlertmanager } from './context.js';
import { silenceJson } from './silences.js';

/** Labels of an alert that may not be there, and when it would come: ms. */
interface Question {
  readonly labels: Labels;
  readonly atMs: number;
}

const wrong = (message: string) => new QuartetError('invalid_argument', message);

/** `labels`, which may come many times: `severity="critical", service="x"`; `time`: when, by default now. */
export function readQuestion(parameters: QueryParameters, nowMs: number): Question {
  const pairs: [string, string][] = [];
  for (const text of parameters.get('labels') ?? []) {
    for (const { name, op, value } of matchersOf(text)) {
      if (op !== '=') throw wrong(`labels: ${name}${op} is a condition; an alert has labels such as ${name}="value"`);
      pairs.push([name, value]);
    }
  }
  const labels = labelsFrom(pairs);
  if (labels.length === 0) throw wrong('the parameter labels is required: labels=severity="critical"');
  return { labels, atMs: first(parameters, 'time') === undefined ? nowMs : optionalTime(parameters, 'time', nowMs) };
}

function matchersOf(text: string): ReturnType<typeof parseMatchers> {
  try {
    return parseMatchers(text);
  } catch (error) {
    throw wrong(`labels: ${(error as Error).message}`);
  }
}

/** Whom an alert with these labels would reach, when, and what keeps it back. */
export async function explanationJson(alertmanager: ServedAlertmanager, labels: Labels, atMs: number, nowMs: number) {
  const { fingerprint, silencedBy, inhibitedBy, routes } = alertmanager.explain(labels, atMs);
  const inhibiting = inhibitedBy.length === 0 ? [] : await alertmanager.alerts();
  return {
    labels: labelsToObject(labels),
    fingerprint,
    time: timeText(atMs),
    silencedBy: silencedBy.flatMap((id) => alertmanager.silences.get(id) ?? []).map((one) => silenceJson(one, nowMs)),
    inhibitedBy: inhibitedBy.map((id) => ({
      fingerprint: id,
      labels: labelsToObject(inhibiting.find((one) => one.fingerprint === id)?.labels ?? []),
    })),
    routes: routes.map(({ groupWaitMs, groupIntervalMs, repeatIntervalMs, nextFlushMs, notifiesAtMs, ...route }) => ({
      ...route,
      groupLabels: labelsToObject(route.groupLabels),
      groupWait: formatDuration(groupWaitMs),
      groupInterval: formatDuration(groupIntervalMs),
      repeatInterval: formatDuration(repeatIntervalMs),
      nextFlush: timeText(nextFlushMs),
      notifiesAt: notifiesAtMs === undefined ? null : timeText(notifiesAtMs),
    })),
  };
}

const timeText = (ms: number): string => new Date(ms).toISOString();
