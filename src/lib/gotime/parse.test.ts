import { describe, expect, it } from 'vitest';
import { printTime } from './format.js';
import { LAYOUTS } from './layout.js';
import { parseTime } from './parse.js';
import { loadZone, UTC } from './zone.js';

const read = (layout: string, text: string, zone = 'UTC'): string => {
  const parsed = parseTime(layout, text, loadZone(zone));
  return 'time' in parsed ? printTime(parsed.time) : parsed.problem;
};

describe('parseTime', () => {
  it.each([
    ['2006-01-02', '2026-11-20', '2026-11-20 00:00:00 +0000 UTC'],
    [LAYOUTS.RFC3339, '2026-11-20T10:11:12Z', '2026-11-20 10:11:12 +0000 UTC'],
    [LAYOUTS.RFC3339, '2024-02-29T23:59:59+02:00', '2024-02-29 23:59:59 +0200 +0200'],
    [LAYOUTS.RFC3339, '2024-02-29T23:59:59.123456+00:00', '2024-02-29 23:59:59.123456 +0000 UTC'],
    ['2006-01-02 15:04:05.000', '2026-01-02 03:04:05.678', '2026-01-02 03:04:05.678 +0000 UTC'],
    ['2006-01-02 15:04:05,999', '2026-01-02 03:04:05,5', '2026-01-02 03:04:05.5 +0000 UTC'],
    [LAYOUTS.RFC1123, 'Fri, 20 Nov 2026 10:00:00 GMT', '2026-11-20 10:00:00 +0000 GMT'],
    [LAYOUTS.ANSIC, 'fri nov  6 10:00:00 2026', '2026-11-06 10:00:00 +0000 UTC'],
    ['02/Jan/2006:15:04:05 -0700', '20/Nov/2026:10:05:03 -0330', '2026-11-20 10:05:03 -0330 -0330'],
    ['3:04PM', '4:05AM', '0000-01-01 04:05:00 +0000 UTC'],
    ['3:04PM', '12:05AM', '0000-01-01 00:05:00 +0000 UTC'],
    ['2006-002', '2026-365', '2026-12-31 00:00:00 +0000 UTC'],
    ['06 1 2', '69 2 3', '1969-02-03 00:00:00 +0000 UTC'],
    ['MST', 'PDT', '0000-01-01 00:00:00 +0000 PDT'],
    ['', '', '0000-01-01 00:00:00 +0000 UTC'],
  ])('%j %j', (layout, text, time) => expect(read(layout, text)).toBe(time));

  it.each([
    ['2006-01-02', 'garbage', 'parsing time "garbage" as "2006-01-02": cannot parse "garbage" as "2006"'],
    ['2006-01-02', '2026/11/20', 'parsing time "2026/11/20" as "2006-01-02": cannot parse "/11/20" as "-"'],
    ['2006-01-02', '2026-13-01', 'parsing time "2026-13-01": month out of range'],
    ['2006-01-02', '2026-02-29', 'parsing time "2026-02-29": day out of range'],
    ['15:04', '25:00', 'parsing time "25:00": hour out of range'],
    ['15:04', '10:00x', 'parsing time "10:00x": extra text: "x"'],
    ['05.000', '01.5', 'parsing time "01.5" as "05.000": cannot parse ".5" as ".000"'],
  ])('refuses %j %j', (layout, text, problem) => expect(read(layout, text)).toBe(problem));

  it('takes clocks of the zone, and the zone itself where an offset is its own', () => {
    expect(read('2006-01-02 15:04', '2026-07-01 12:00', 'Europe/Berlin')).toBe('2026-07-01 12:00:00 +0200 CEST');
    expect(read(LAYOUTS.RFC3339, '2026-07-01T12:00:00+02:00', 'Europe/Berlin')).toBe('2026-07-01 12:00:00 +0200 CEST');
    expect(parseTime('2006', '2026', UTC)).toHaveProperty('time');
  });
});
