import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const CLOCK_SOURCES = 'devices/system/clocksource';
const SECONDS_PER_MINUTE = 60;

/** The time now, how far the time zone is from UTC, and what the kernel takes the time from. */
export async function time({ sys, now }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  set.gauge('node_time_seconds', 'Time now, in seconds since 1970.', now() / 1000);
  const date = new Date(now());
  const offset = 0 - date.getTimezoneOffset() * SECONDS_PER_MINUTE;
  const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(date);
  const name = zone.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  set.gauge('node_time_zone_offset_seconds', 'How far the time zone is east of UTC.', offset, { time_zone: name });
  for (const device of await sys.names(CLOCK_SOURCES)) {
    const number = /^clocksource(\d+)$/.exec(device)?.[1];
    if (number === undefined) continue;
    const at = `${CLOCK_SOURCES}/${device}`;
    const available = 'Sources of time that there are.';
    for (const clocksource of ((await sys.line(`${at}/available_clocksource`)) ?? '').split(' ').filter(Boolean)) {
      set.gauge('node_time_clocksource_available_info', available, 1, { device: number, clocksource });
    }
    const clocksource = (await sys.line(`${at}/current_clocksource`)) ?? '';
    const current = 'The source of time in use.';
    set.gauge('node_time_clocksource_current_info', current, 1, { device: number, clocksource });
  }
  return set.families;
}
