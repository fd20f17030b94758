import { describe, expect, it } from 'vitest';
import { formatTime, printTime } from './format.js';
import { LAYOUTS } from './layout.js';
import { Time, timeOf, ZERO_TIME } from './time.js';
import { fixedZone, loadZone } from './zone.js';

/** 2026-02-03 16:05:06.007008009 UTC, a Tuesday. */
const TIME = new Time(1770134706007008009n);

describe('formatTime', () => {
  it.each([
    ['January Jan 1 01', 'February Feb 2 02'],
    ['Monday Mon Month Months', 'Tuesday Tue Month Months'],
    ['2 _2 02 __2 002', '3  3 03  34 034'],
    ['15 3 03 PM pm', '16 4 04 PM pm'],
    ['4 04 5 05', '5 05 6 06'],
    ['2006 06 _2006', '2026 26 _2026'],
    ['.000 .999 ,000000 .000000000 .999999999', '.007 .007 ,007008 .007008009 .007008009'],
    ['05.00 05.99 05.0', '06.00 06 06.0'],
    ['MST Z0700 Z07 Z07:00 -0700 -07 -07:00 -07:00:00', 'UTC Z Z Z +0000 +00 +00:00 +00:00:00'],
    [LAYOUTS.RFC3339Nano, '2026-02-03T16:05:06.007008009Z'],
    [LAYOUTS.RFC1123, 'Tue, 03 Feb 2026 16:05:06 UTC'],
    [LAYOUTS.ANSIC, 'Tue Feb  3 16:05:06 2026'],
    [LAYOUTS.Kitchen, '4:05PM'],
    [LAYOUTS.StampMicro, 'Feb  3 16:05:06.007008'],
    ['no elements', 'no elements'],
    ['', ''],
  ])('%j gives %j', (layout, text) => expect(formatTime(TIME, layout)).toBe(text));

  it.each([
    ['America/New_York', '2026-02-03 11:05:06.007008009 -0500 EST'],
    ['Europe/Berlin', '2026-02-03 17:05:06.007008009 +0100 CET'],
    ['Asia/Kolkata', '2026-02-03 21:35:06.007008009 +0530 IST'],
    ['Asia/Tokyo', '2026-02-04 01:05:06.007008009 +0900 JST'],
    ['Local', '2026-02-03 16:05:06.007008009 +0000 UTC'],
  ])('in %s', (zone, text) => expect(printTime(TIME.in(loadZone(zone)!))).toBe(text));

  it('prints Go’s zero time and years before it', () => {
    expect(printTime(ZERO_TIME)).toBe('0001-01-01 00:00:00 +0000 UTC');
    expect(printTime(ZERO_TIME.plus(-1n))).toBe('0000-12-31 23:59:59.999999999 +0000 UTC');
  });

  it('prints the offset of a zone without a name', () => {
    expect(printTime(TIME.in(fixedZone('', -19_800)))).toBe('2026-02-03 10:35:06.007008009 -0530 -0530');
  });

  it('counts dates beyond their ends on, in summer time too', () => {
    expect(printTime(timeOf(loadZone('Europe/Berlin')!, 2026, 15, 0, 25))).toBe('2027-03-01 01:00:00 +0100 CET');
    expect(printTime(timeOf(loadZone('Europe/Berlin')!, 2026, 7, 1, 12))).toBe('2026-07-01 12:00:00 +0200 CEST');
  });

  it.each(['Nowhere/City', '../etc', 'a b', '+01:00'])('knows no zone %j', (name) => {
    expect(loadZone(name)).toBeUndefined();
  });
});
