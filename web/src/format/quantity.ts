import { formattedValueToString, getValueFormat } from '@grafana/data';

/** Units of Grafana's, by what they are here. */
const UNITS = {
  perSecond: 'reqps',
  share: 'percentunit',
  seconds: 's',
  milliseconds: 'ms',
  bytes: 'bytes',
  count: 'short',
  bytesPerSecond: 'binBps',
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

const ns = getValueFormat('ns');

/** `97.1 ms`: three digits or so. ns. */
export function formatNs(value: number): string {
  const absolute = Math.abs(value);
  if (absolute < 1000) return `${Math.round(value)} ns`;
  return formattedValueToString(ns(value, absolute < 1e6 ? 0 : undefined));
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
