import { dateTimeFormat, formattedValueToString, getValueFormat } from '@grafana/data';

const ns = getValueFormat('ns');

/** `97.1 ms`: three digits or so. ns. */
export function formatNs(value: number): string {
  const absolute = Math.abs(value);
  if (absolute < 1000) return `${Math.round(value)} ns`;
  return formattedValueToString(ns(value, absolute < 1e6 ? 0 : undefined));
}

/** With ms. `atMs` since 1970. */
export const formatTime = (atMs: number, timeZone: string): string =>
  dateTimeFormat(atMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' });

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
