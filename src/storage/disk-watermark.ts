import { statfs } from 'node:fs/promises';
import { QuartetError } from '../model/errors.js';

/** Free and whole bytes of the file system that holds the store. */
export type DiskSpace = () => Promise<{ readonly free: number; readonly total: number }>;

export const diskSpaceOf =
  (directory: string): DiskSpace =>
  async () => {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { free: bavail * bsize, total: blocks * bsize };
  };

export interface DiskWatermarkOptions {
  readonly space: DiskSpace;
  /** Below so many free bytes a warning is given … */
  readonly warnFreeBytes: number;
  /** … and below so many writes are refused, so that merges and reads still have room. */
  readonly refuseFreeBytes: number;
  readonly onWarning: (message: string) => void;
}

/** Watches the store's disk: warns, then makes writers refuse, before it is full. Look again with `check`. */
export class DiskWatermark {
  private state: 'enough' | 'low' | 'full' = 'enough';
  free = Number.POSITIVE_INFINITY;

  constructor(private readonly options: DiskWatermarkOptions) {}

  async check(): Promise<void> {
    const { free, total } = await this.options.space();
    this.free = free;
    const { refuseFreeBytes, warnFreeBytes, onWarning } = this.options;
    const state = free < refuseFreeBytes ? 'full' : free < warnFreeBytes ? 'low' : 'enough';
    if (state !== this.state && state !== 'enough') {
      const consequence = state === 'full' ? 'writes are refused until there is room' : 'writes stop soon';
      onWarning(`the data directory's disk has ${mebibytes(free)} of ${mebibytes(total)} MiB left; ${consequence}`);
    }
    this.state = state;
  }

  /** Why nothing can be stored now, or undefined. */
  refusal(): QuartetError | undefined {
    if (this.state !== 'full') return undefined;
    return new QuartetError(
      'unavailable',
      `the disk of the data directory is full but for ${mebibytes(this.free)} MiB; free some space, or shorten the retention`,
      { retryAfter: 30 },
    );
  }
}

const mebibytes = (bytes: number): number => Math.floor(bytes / (1 << 20));
