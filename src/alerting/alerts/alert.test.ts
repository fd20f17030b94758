import { describe, expect, it } from 'vitest';
import { merged, problemOf, receivedAlert } from './alert.js';

const posted = (startsAtMs: number | undefined, endsAtMs: number | undefined) => ({
  labels: ['alertname', 'X'],
  annotations: [],
  startsAtMs,
  endsAtMs,
  generatorUrl: '',
});

const at = (nowMs: number, startsAtMs?: number, endsAtMs?: number) =>
  receivedAlert(posted(startsAtMs, endsAtMs), nowMs, 100);

describe('an alert', () => {
  it.each([
    ['no times', at(1000), 1000, 1100, true],
    ['a beginning', at(1000, 900), 900, 1100, true],
    ['an end', at(1000, undefined, 950), 950, 950, false],
    ['both', at(1000, 900, 950), 900, 950, false],
  ])('with %s gets the others', (_, alert, startsAtMs, endsAtMs, timeout) =>
    expect(alert).toMatchObject({ startsAtMs, endsAtMs, timeout }),
  );

  it.each([
    ['a repetition keeps the beginning', at(1000), at(1050), 1000, 1150],
    ['a later end that was named outlasts a timeout', at(1000, 1000, 2000), at(1050), 1000, 2000],
    ['an end that is told counts', at(1000), at(1050, undefined, 1050), 1000, 1050],
    ['the later of two ends counts', at(1000, 900, 990), at(1050, 950, 980), 900, 990],
    ['what begins after the end is new', at(1000, 900, 950), at(1050, 1050, 1060), 1050, 1060],
  ])('%s', (_, older, younger, startsAtMs, endsAtMs) =>
    expect(merged(older, younger)).toMatchObject({ startsAtMs, endsAtMs }),
  );

  it.each([
    [posted(2, 1), 'start time must be before end time'],
    [{ ...posted(1, 2), labels: [] }, 'at least one label pair required'],
    [{ ...posted(1, 2), labels: ['', 'x'] }, 'the name of a label must not be empty'],
    [{ ...posted(1, 2), annotations: ['a', 'x'.repeat(70_000)] }, 'an alert may have 65536 characters, not 70011'],
    [{ ...posted(1, 2), labels: Array.from({ length: 4000 }, String) }, 'an alert may have 1000 labels'],
    [posted(1, 2), undefined],
  ])('%# is refused or not', (alert, problem) =>
    problem === undefined ? expect(problemOf(alert)).toBeUndefined() : expect(problemOf(alert)).toContain(problem),
  );
});
