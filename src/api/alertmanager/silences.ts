import { type Silence, type SilenceState, silenceState } from '../../alerting/silences/silence.js';
import { QuartetError } from '../../model/errors.js';
import { labelsFrom } from '../../model/labels.js';
import { InvalidRequest } from '../../wire/alertmanager/errors.js';
import { jsonList } from '../prometheus/answer.js';
import { filterOf } from './parameters.js';
import { readPostedSilence } from './posted-silence.js';
import { type AlertmanagerRequest, type Answer, EMPTY, json } from './request.js';

/** Which come first, and in what order those of one state come. */
const ORDER: Readonly<Record<SilenceState, { place: number; compare: (a: Silence, b: Silence) => number }>> = {
  active: { place: 0, compare: (a, b) => a.endsAtMs - b.endsAtMs },
  pending: { place: 1, compare: (a, b) => a.startsAtMs - b.startsAtMs },
  expired: { place: 2, compare: (a, b) => b.endsAtMs - a.endsAtMs },
};

/**
 * Those whose matchers' values meet the filters, the active ones first.
 * https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (getSilences)
 */
export async function getSilences({ alertmanager, parameters, context }: AlertmanagerRequest): Promise<Answer> {
  const nowMs = context.now();
  const meets = filterOf(parameters);
  const silences = alertmanager.silences
    .all()
    .filter(({ matchers }) => meets(labelsFrom(matchers.map(({ name, value }) => [name, value]))))
    .map((silence) => ({ silence, order: ORDER[silenceState(silence, nowMs)] }))
    .sort((a, b) => a.order.place - b.order.place || a.order.compare(a.silence, b.silence));
  return jsonList(silences, ({ silence }) => JSON.stringify(silenceJson(silence, nowMs)));
}

export async function postSilence({ alertmanager, body, context }: AlertmanagerRequest): Promise<Answer> {
  const asked = readPostedSilence(body);
  if (asked.startsAtMs >= asked.endsAtMs) throw failed('start time must be before end time');
  if (asked.endsAtMs < context.now()) throw failed("end time can't be in the past");
  return json({ silenceID: await alertmanager.silences.set(asked) });
}

export async function getSilence({ alertmanager, silenceId, context }: AlertmanagerRequest): Promise<Answer> {
  const silence = alertmanager.silences.get(checkedId(silenceId));
  if (silence === undefined) throw new QuartetError('not_found', `silence ${silenceId} not found`);
  return json(silenceJson(silence, context.now()));
}

/** Ends a silence. That it ended before is a 500 there. */
export async function deleteSilence({ alertmanager, silenceId, context }: AlertmanagerRequest): Promise<Answer> {
  const silence = alertmanager.silences.get(checkedId(silenceId));
  if (silence !== undefined && silenceState(silence, context.now()) === 'expired')
    throw new QuartetError('internal', `silence ${silenceId} already expired`);
  await alertmanager.silences.expire(silenceId);
  return EMPTY;
}

const failed = (reason: string) => new QuartetError('invalid_argument', `Failed to create silence: ${reason}`);

function checkedId(id: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id.toLowerCase();
  const shown = JSON.stringify(id.slice(0, 100));
  throw new InvalidRequest('type', `silenceID in path must be of type uuid: ${shown}`);
}

/** As the API shows a silence. */
export const silenceJson = (silence: Silence, nowMs: number) => ({
  id: silence.id,
  status: { state: silenceState(silence, nowMs) },
  updatedAt: new Date(silence.updatedAtMs).toISOString(),
  comment: silence.comment,
  createdBy: silence.createdBy,
  endsAt: new Date(silence.endsAtMs).toISOString(),
  matchers: silence.matchers.map(({ name, op, value }) => ({
    isEqual: op === '=' || op === '=~',
    isRegex: op === '=~' || op === '!~',
    name,
    value,
  })),
  startsAt: new Date(silence.startsAtMs).toISOString(),
});
