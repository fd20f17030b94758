import { printf } from '../../lib/gotemplate/printf.js';
import type { Room, TemplateFunction, TemplateFunctions, Value } from '../../lib/gotemplate/value.js';
import { numberOf } from './template-number.js';

const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const SMALL = ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];
const BINARY = ['', 'ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];

/** `size` in the largest unit of which there is one at least; each is `base` of the one before. */
function inUnits(value: number, base: number, prefixes: readonly string[], unit: string, room: Room): string {
  let shown = value;
  let step = 0;
  while (Math.abs(shown) >= base && step < prefixes.length - 1) {
    shown /= base;
    step++;
  }
  return printf(`%.4g${prefixes[step]!}${unit}`, [shown], room);
}

/** `value`, which is less than one, in the first unit of which there is one at least. */
function inParts(value: number, unit: string, room: Room): string {
  let shown = value;
  let step = 0;
  while (Math.abs(shown) < 1 && step < SMALL.length - 1) {
    shown *= 1000;
    step++;
  }
  return printf(`%.4g${SMALL[step]!}${unit}`, [shown], room);
}

function humanize(value: number, room: Room): string {
  if (value === 0 || !Number.isFinite(value)) return printf('%.4g', [value], room);
  return Math.abs(value) >= 1 ? inUnits(value, 1000, LARGE, '', room) : inParts(value, '', room);
}

const humanize1024 = (value: number, room: Room, unit = ''): string =>
  Math.abs(value) <= 1 || !Number.isFinite(value)
    ? printf(`%.4g${unit}`, [value], room)
    : inUnits(value, 1024, BINARY, unit, room);

/** `1d 2h 3m 4s` of seconds. */
function humanizeDuration(value: number, room: Room): string {
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

const ofNumber = (call: (value: number, room: Room) => string): TemplateFunction => ({
  parameters: ['any'],
  call: ([value]: readonly Value[], room) => call(numberOf(value), room),
});

/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers */
export const NUMBER_FUNCTIONS: TemplateFunctions = {
  humanize: ofNumber(humanize),
  humanize1024: ofNumber((value, room) => humanize1024(value, room)),
  /** Not Prometheus': `humanize1024` with a B. */
  humanizeBytes: ofNumber((value, room) => humanize1024(value, room, 'B')),
  humanizeDuration: ofNumber(humanizeDuration),
  humanizePercentage: ofNumber((value, room) => printf('%.4g%%', [value * 100], room)),
};
