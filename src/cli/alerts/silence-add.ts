import { userInfo } from 'node:os';
import { z } from 'zod';
import { ConfigError } from '../../config/config-error.js';
import { parseDuration } from '../../lib/duration.js';
import { timeOf } from '../logs/time.js';
import { type AlertmanagerServer, ask } from './alertmanager-answer.js';
import { readCondition } from './condition.js';

export interface SilenceAddOptions extends AlertmanagerServer {
  readonly comment: string;
  readonly author?: string;
  readonly duration: string;
  readonly start?: string;
  readonly end?: string;
}

/** `quartet alerts silence add`: prints the id of the new silence. */
export async function addSilence(conditions: readonly string[], options: SilenceAddOptions): Promise<void> {
  const startsAt = options.start === undefined ? Date.now() : timeMs('--start', options.start);
  const body = {
    matchers: conditions.map(readCondition).map(({ name, op, value }) => ({
      name,
      value,
      isRegex: op === '=~' || op === '!~',
      isEqual: op === '=' || op === '=~',
    })),
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endOf(startsAt, options)).toISOString(),
    createdBy: options.author ?? userInfo().username,
    comment: options.comment,
  };
  const { silenceID } = await ask(options, '/api/v2/silences', z.object({ silenceID: z.string() }), {
    method: 'POST',
    body,
  });
  console.log(silenceID);
}

function endOf(startMs: number, { duration, end }: SilenceAddOptions): number {
  if (end !== undefined) return timeMs('--end', end);
  const ms = parseDuration(duration);
  if (ms !== undefined && ms > 0 && startMs + ms < MAX_MS) return startMs + ms;
  throw new ConfigError(`--duration ${duration} is not a duration such as 30m or 2h`);
}

/** The year 10000. */
const MAX_MS = 253_402_300_800_000;

const timeMs = (flag: string, text: string): number => Number(timeOf(flag, text) / 1_000_000n);
