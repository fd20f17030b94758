import type { Tone } from '../controls/notice';
import { isLoud, type Service } from './service-list';

/** Shares of failed calls, and of log lines that tell of errors, from which a service is marked. */
const WARN_FAILED = 0.01;
const BAD_FAILED = 0.05;

export const failureTone = (failed: number | undefined): Tone | undefined =>
  failed === undefined || failed < WARN_FAILED ? undefined : failed < BAD_FAILED ? 'warn' : 'bad';

/** Apdex's own words for its scores: https://www.apdex.org */
export const apdexTone = (score: number): Tone | undefined => (score < 0.7 ? 'bad' : score < 0.85 ? 'warn' : undefined);

const WEIGHTS: Partial<Record<Tone, number>> = { bad: 2, warn: 1 };

const weight = (tone: Tone | undefined): number => (tone && WEIGHTS[tone]) ?? 0;

/**
 * How soon somebody should look at a service: alerts that fire before failed calls before slow ones. In steps, so that a list
 * in this order does not change with every refresh.
 */
const troubleOf = ({ alerts, failed, apdex }: Service): number =>
  alerts.filter(isLoud).length * 100 + weight(failureTone(failed)) * 10 + weight(apdex && apdexTone(apdex.score));

/** Those in trouble first, by name among equals. */
export const byTrouble = (services: readonly Service[]): readonly Service[] =>
  [...services].sort((a, b) => troubleOf(b) - troubleOf(a) || a.name.localeCompare(b.name));
