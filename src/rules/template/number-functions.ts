import { inParts } from '../../lib/gotemplate/humanize-duration.js';
import { printf } from '../../lib/gotemplate/printf.js';
import { numberOf } from '../../lib/gotemplate/template-number.js';
import type { Room, TemplateFunction, TemplateFunctions, Value } from '../../lib/gotemplate/value.js';

const LARGE = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
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

function humanize(value: number, room: Room): string {
  if (value === 0 || !Number.isFinite(value)) return printf('%.4g', [value], room);
  return Math.abs(value) >= 1 ? inUnits(value, 1000, LARGE, '', room) : inParts(value, '', room);
}

const humanize1024 = (value: number, room: Room, unit = ''): string =>
  Math.abs(value) <= 1 || !Number.isFinite(value)
    ? printf(`%.4g${unit}`, [value], room)
    : inUnits(value, 1024, BINARY, unit, room);

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
  humanizePercentage: ofNumber((value, room) => printf('%.4g%%', [value * 100], room)),
};
