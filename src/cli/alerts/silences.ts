import { z } from 'zod';
import { type AlertmanagerServer, ask } from './alertmanager-answer.js';
import { conditionText, readCondition } from './condition.js';
import { type ShownSilence, silenceShape } from './shapes.js';
import { aboutDuration, colorsFor, columns, printable, silencedText } from './text.js';

export interface SilencesOptions extends AlertmanagerServer {
  readonly json?: boolean;
  readonly color?: boolean;
  readonly expired?: boolean;
}

const HEAD = ['ID', 'STATE', 'TIME', 'BY', 'WHAT', 'WHY'];

/** `quartet alerts silence list` */
export async function listSilences(filters: readonly string[], options: SilencesOptions): Promise<void> {
  const parameters = filters.map((text): [string, string] => ['filter', conditionText(readCondition(text))]);
  const found = await ask(options, '/api/v2/silences', z.array(silenceShape), { parameters });
  const shown = options.expired ? found : found.filter(({ status }) => status.state !== 'expired');
  if (options.json) return console.log(JSON.stringify(shown, undefined, 2));
  if (shown.length === 0) return console.error('nothing is silenced');
  const colors = colorsFor(options.color);
  const nowMs = Date.now();
  console.log(
    columns(
      HEAD,
      shown.map((silence) => row(silence, nowMs)),
      (text, _, at) => (shown[at]!.status.state === 'active' ? text : colors.dim(text)),
    ),
  );
}

const TIMES: Readonly<Record<ShownSilence['status']['state'], (silence: ShownSilence, nowMs: number) => string>> = {
  active: ({ endsAt }, nowMs) => `${aboutDuration(Date.parse(endsAt) - nowMs)} left`,
  pending: ({ startsAt }, nowMs) => `in ${aboutDuration(Date.parse(startsAt) - nowMs)}`,
  expired: ({ endsAt }, nowMs) => `${aboutDuration(nowMs - Date.parse(endsAt))} ago`,
};

const row = (silence: ShownSilence, nowMs: number): string[] => [
  printable(silence.id),
  silence.status.state,
  TIMES[silence.status.state](silence, nowMs),
  printable(silence.createdBy),
  silencedText(silence),
  printable(silence.comment),
];

/** `quartet alerts silence expire`: all of them, though one may fail. */
export async function expireSilences(ids: readonly string[], options: SilencesOptions): Promise<void> {
  const problems: string[] = [];
  for (const id of ids) {
    try {
      await ask(options, `/api/v2/silence/${encodeURIComponent(id)}`, z.undefined(), { method: 'DELETE' });
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
