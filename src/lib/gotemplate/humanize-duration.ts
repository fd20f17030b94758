import { printf } from './printf.js';
import type { Room } from './value.js';

const SMALL = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

/** `value`, which is less than one, in the first unit of which there is one at least. */
export function inParts(value: number, unit: string, room: Room): string {
  let shown = value;
  let step = 0;
  while (Math.abs(shown) < 1 && step < SMALL.length - 1) {
    shown *= 1000;
    step++;
  }
  return printf(`%.4g${SMALL[step]!}${unit}`, [shown], room);
}

/**
 * `1d 2h 3m 4s`, `12.5s`, `250ms` of seconds.
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers
 */
export function humanizeDuration(value: number, room: Room): string {
  if (!Number.isFinite(value)) return printf('%.4g', [value], room);
  if (value === 0) return printf('%.4gs', [value], room);
  if (Math.abs(value) < 1) return inParts(value, 's', room);
  const sign = value < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(value));
  const [seconds, minutes] = [`${whole % 60}s`, `${Math.floor(whole / 60) % 60}m`];
  const [hours, days] = [Math.floor(whole / 3600) % 24, Math.floor(whole / 86_400)];
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes} ${seconds}`;
  if (hours > 0) return `${sign}${hours}h ${minutes} ${seconds}`;
  return whole >= 60 ? `${sign}${minutes} ${seconds}` : printf('%s%.4gs', [sign, Math.abs(value)], room);
}
