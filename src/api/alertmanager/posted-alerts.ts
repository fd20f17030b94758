import { inTurns } from '../../lib/in-turns.js';
import type { PostedAlert } from '../../model/alert.js';
import { labelsFrom } from '../../model/labels.js';
import { InvalidRequest } from '../../wire/alertmanager/errors.js';
import { objectAt, optionalText, optionalTime, textsAt } from './fields.js';

/** Alerts that are read before the event loop turns. */
const AT_ONCE = 200;

/** The alerts of a body. Rejects with `InvalidRequest`. https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (postableAlerts) */
export function readPostedAlerts(body: unknown): Promise<PostedAlert[]> {
  return inTurns(steps(body));
}

function* steps(body: unknown): Generator<undefined, PostedAlert[]> {
  if (body === undefined || body === null) throw new InvalidRequest('required', 'alerts in body is required');
  if (!Array.isArray(body)) throw new InvalidRequest(400, 'parsing alerts body failed: it must be a list of alerts');
  const alerts: PostedAlert[] = [];
  for (const [i, value] of body.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield undefined;
    alerts.push(postedAlert(value, String(i)));
  }
  return alerts;
}

function postedAlert(value: unknown, at: string): PostedAlert {
  const fields = objectAt(value, at);
  const labels = textsAt(fields, 'labels');
  if (labels === undefined) throw new InvalidRequest('required', `${at}.labels in body is required`);
  return {
    labels: labelsFrom(labels),
    annotations: labelsFrom(textsAt(fields, 'annotations') ?? []),
    startsAtMs: optionalTime(fields, 'startsAt'),
    endsAtMs: optionalTime(fields, 'endsAt'),
    generatorUrl: checkedUrl(optionalText(fields, 'generatorURL') ?? '', at),
  };
}

/** A URL, or a path from the root. */
function checkedUrl(text: string, at: string): string {
  if (text === '' || /^(?:\/|[a-zA-Z][a-zA-Z0-9+.-]*:)[^\p{Cc}\s]*$/u.test(text)) return text;
  const shown = JSON.stringify(text.slice(0, 100));
  throw new InvalidRequest('type', `${at}.generatorURL in body must be of type uri: ${shown}`);
}
