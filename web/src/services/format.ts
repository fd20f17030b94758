import { dateTimeFormat, formattedValueToString, getValueFormat } from '@grafana/data';

/** Units of Grafana's, by what they are here. */
const UNITS = {
  perSecond: 'reqps',
  share: 'percentunit',
  seconds: 's',
  milliseconds: 'ms',
  bytes: 'bytes',
  count: 'short',
  bytesPerSecond: 'Bps',
} as const;

/** A value with its unit, three figures; `–` for what is not there. */
export function shown(value: number | undefined | null, unit: keyof typeof UNITS): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const decimals = unit === 'share' ? (size < 0.1 && size > 0 ? 2 : 1) : undefined;
  if (unit === 'perSecond') return value !== 0 && size < 0.1 ? `${rounded(value * 60)}/min` : `${rounded(value)}/s`;
  return formattedValueToString(getValueFormat(UNITS[unit])(value, decimals));
}

const rounded = (value: number): string => {
  const size = Math.abs(value);
  const text = formattedValueToString(getValueFormat('short')(value, size >= 100 ? 0 : size >= 1 ? 1 : 2));
  return text.replace(/\.0+$/, '');
};

/** `+12 %` of a value against another; undefined where there is none to compare with. */
export function change(now: number | undefined, before: number | undefined): number | undefined {
  if (now === undefined || before === undefined || before === 0) return undefined;
  return now / before - 1;
}

export const signedPercent = (share: number): string => {
  const percent = Math.round(share * 100);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent)} %`;
};

/** A moment, ms or ISO 8601, as the page's zone has it. */
export const moment = (time: number | string, timeZone: string): string => dateTimeFormat(time, { timeZone });

/** `5 min` since a moment; both ms. */
export const since = (fromMs: number, nowMs: number): string =>
  formattedValueToString(getValueFormat('ms')(Math.max(0, nowMs - fromMs), 0));
