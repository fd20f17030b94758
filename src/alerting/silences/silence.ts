import { QuartetError } from '../../model/errors.js';
import { compileMatcher, type Matcher, sortMatchers } from '../matchers/matcher.js';

export type SilenceState = 'pending' | 'active' | 'expired';

/** Times in ms since 1970. https://prometheus.io/docs/alerting/latest/alertmanager/#silences */
export interface Silence {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly updatedAtMs: number;
  readonly createdBy: string;
  readonly comment: string;
}

/** What somebody asks for; with an id it is to change that silence. */
export interface SilenceRequest extends Omit<Silence, 'id' | 'updatedAtMs'> {
  readonly id?: string;
}

export const silenceState = ({ startsAtMs, endsAtMs }: Silence, nowMs: number): SilenceState =>
  nowMs < startsAtMs ? 'pending' : nowMs < endsAtMs ? 'active' : 'expired';

const MAX_MATCHERS = 100;

/** Throws what is wrong with a request. */
export function checkSilence({ matchers, startsAtMs, endsAtMs }: SilenceRequest, nowMs: number): void {
  if (!Number.isFinite(startsAtMs) || !Number.isFinite(endsAtMs)) throw wrong('startsAt and endsAt must be times');
  if (startsAtMs >= endsAtMs) throw wrong('start time must be before end time');
  if (endsAtMs <= nowMs) throw wrong("end time can't be in the past");
  if (matchers.length === 0) throw wrong('at least one matcher required');
  if (matchers.length > MAX_MATCHERS)
    throw wrong(`a silence may have ${MAX_MATCHERS} matchers, not ${matchers.length}`);
  if (matchers.every(matchesEmpty)) throw wrong('at least one matcher must not match the empty string');
}

function matchesEmpty(matcher: Matcher): boolean {
  if (matcher.name === '') throw wrong('a matcher must name a label');
  try {
    return compileMatcher(matcher)('');
  } catch (error) {
    throw wrong(`${JSON.stringify(matcher.value)} is not a regular expression (RE2): ${(error as Error).message}`);
  }
}

const wrong = (message: string) => new QuartetError('invalid_argument', `invalid silence: ${message}`);

/** Whether a silence may become what is asked for; else it ends and another one begins. */
export function canBecome(known: Silence, asked: SilenceRequest, nowMs: number): boolean {
  if (JSON.stringify(sortMatchers(known.matchers)) !== JSON.stringify(sortMatchers(asked.matchers))) return false;
  const state = silenceState(known, nowMs);
  if (state === 'active') return known.startsAtMs === asked.startsAtMs;
  return state === 'pending' && asked.startsAtMs >= nowMs;
}
