import { generalDigits } from '../../lib/gotemplate/float-digits.js';
import { printFloat } from '../../lib/gotemplate/print-value.js';

/** Below a second: `12ms`, `3.5us`; 4 significant digits. */
const SMALL = ['ms', 'us', 'ns', 'ps', 'fs', 'as', 'zs', 'ys'] as const;

const fourDigits = (value: number): string => generalDigits(value, 4);

/**
 * Seconds as people read them: `1d 2h 3m 4s`, `12.5s`, `250ms`.
 * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers
 */
export function humanizeDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return printFloat(seconds);
  if (seconds === 0) return '0s';
  if (Math.abs(seconds) < 1) return belowSecond(seconds);
  const sign = seconds < 0 ? '-' : '';
  const size = Math.abs(seconds);
  const whole = Math.trunc(size);
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  const rest = whole % 60;
  if (days !== 0) return `${sign}${days}d ${hours}h ${minutes}m ${rest}s`;
  if (hours !== 0) return `${sign}${hours}h ${minutes}m ${rest}s`;
  if (minutes !== 0) return `${sign}${minutes}m ${rest}s`;
  return `${sign}${fourDigits(size)}s`;
}

function belowSecond(seconds: number): string {
  let value = seconds;
  let unit = 's';
  for (const smaller of SMALL) {
    if (Math.abs(value) >= 1) break;
    unit = smaller;
    value *= 1000;
  }
  return `${fourDigits(value)}${unit}`;
}
