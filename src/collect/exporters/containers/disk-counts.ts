import type { DiskUsage } from './container-usage.js';

/** What was done on one disk: bytes, or how often. */
export interface DiskCount {
  readonly disk: string;
  /** `Read`, `Write` and others; in some versions in small letters. */
  readonly operation: string;
  readonly value: number;
}

/** Puts together what is said of each disk. */
export function disksOf(bytes: readonly DiskCount[], times: readonly DiskCount[]): DiskUsage[] {
  const value = (counts: readonly DiskCount[], number: string, wanted: string) =>
    counts.find(({ disk, operation }) => disk === number && operation.toLowerCase() === wanted)?.value ?? 0;
  const numbers = new Set([...bytes, ...times].map(({ disk }) => disk));
  return [...numbers].map((number) => ({
    number,
    readBytes: value(bytes, number, 'read'),
    writtenBytes: value(bytes, number, 'write'),
    reads: value(times, number, 'read'),
    writes: value(times, number, 'write'),
  }));
}
