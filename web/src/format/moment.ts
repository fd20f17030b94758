import { dateTimeFormat, formattedValueToString, getValueFormat } from '@grafana/data';

/** A moment, ms or ISO 8601, as the page's zone has it. */
export const moment = (time: number | string, timeZone: string): string => dateTimeFormat(time, { timeZone });

/** `5 min` since a moment; both ms. */
export const since = (fromMs: number, nowMs: number): string =>
  formattedValueToString(getValueFormat('ms')(Math.max(0, nowMs - fromMs), 0));

/** With ms. `atMs` since 1970. */
export const formatTime = (atMs: number, timeZone: string): string =>
  dateTimeFormat(atMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' });
