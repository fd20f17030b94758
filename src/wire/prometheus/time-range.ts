/**
 * The times that samples may have, ms, both inclusive: from 1900-01-01 to 2262-04-10 (UTC), the last whole day that ns
 * in 64 bits can name.
 */
const MIN_SAMPLE_MS = Date.UTC(1900, 0, 1);
const MAX_SAMPLE_MS = Date.UTC(2262, 3, 11) - 1;

export const isStorableTime = (ms: number): boolean => ms >= MIN_SAMPLE_MS && ms <= MAX_SAMPLE_MS;
