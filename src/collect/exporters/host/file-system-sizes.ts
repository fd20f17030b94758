import { statfs } from 'node:fs/promises';
import type { Clock } from '../../../telemetry/clock.js';
import { within } from '../within.js';

/** In bytes, and in inodes. */
export interface FileSystemSize {
  readonly size: number;
  readonly free: number;
  readonly available: number;
  readonly files: number;
  readonly filesFree: number;
}

/** As `statfs` of node answers. */
export type AskSize = (path: string) => Promise<{
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}>;

/** File systems whose server may be gone; a question for their size then waits without end. */
const REMOTE = /^(nfs|cifs|smb|fuse|9p|afs|ceph|glusterfs|lustre|ncp|virtiofs|davfs|ocfs2|gfs2)/;

const TIMEOUT_MS = 3000;

/**
 * Asks for the sizes of file systems. A question that waits without end holds one of the few threads that all of the
 * program's files go through: there is never more than one under way for local file systems and one for remote ones.
 */
export class FileSystemSizes {
  private readonly busy: { local?: string | undefined; remote?: string | undefined } = {};

  constructor(
    private readonly clock: Clock,
    private readonly ask: AskSize = statfs,
  ) {}

  /** The size of what is mounted at `path`; rejects with why it cannot be said. To be called one after another. */
  async of(path: string, type: string): Promise<FileSystemSize> {
    const lane = REMOTE.test(type) ? 'remote' : 'local';
    const waiting = this.busy[lane];
    if (waiting !== undefined)
      throw new Error(waiting === path ? 'mountpoint timeout' : 'another mount does not answer');
    this.busy[lane] = path;
    const asked = this.ask(path).finally(() => {
      this.busy[lane] = undefined;
    });
    const { bsize, blocks, bfree, bavail, files, ffree } = await within(
      this.clock,
      TIMEOUT_MS,
      'mountpoint timeout',
      asked,
    );
    return { size: blocks * bsize, free: bfree * bsize, available: bavail * bsize, files, filesFree: ffree };
  }
}
