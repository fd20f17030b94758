import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, statfs, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { QuartetError } from '../../model/errors.js';

/**
 * Hands rows to the embedded engine as files, because its interface takes binary formats in no other way: inline data is
 * cut at the first zero byte. Files live in shared memory where it has room, else beside the data, and no longer than
 * their insert. The bytes on their way are bounded; who comes above the bound waits.
 */
export class Spool {
  private inFlight = 0;
  private readonly waiting: { readonly bytes: number; readonly admit: () => void }[] = [];
  private readonly prefix: string;

  constructor(
    /** A directory on disk that is ours. */
    private readonly directory: string,
    private readonly maxBytes: number,
    private readonly sharedMemory = '/dev/shm',
  ) {
    const owner = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 12);
    this.prefix = `quartet-${owner}-`;
  }

  /** Makes the directory and removes what a killed process of the same directory left. */
  async open(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    for (const directory of [this.sharedMemory, this.directory]) {
      const names = await readdir(directory).catch(() => []);
      for (const name of names) if (name.startsWith(this.prefix)) await removeFile(join(directory, name));
    }
  }

  /** Calls `use` with the path of a file that holds the blocks. */
  async with<T>(blocks: readonly Uint8Array[], use: (path: string) => Promise<T>): Promise<T> {
    const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
    await this.admission(bytes);
    let path: string | undefined;
    try {
      path = await this.write(blocks, bytes);
      return await use(path);
    } finally {
      if (path !== undefined) await removeFile(path);
      this.inFlight -= bytes;
      this.admitNext();
    }
  }

  private admission(bytes: number): Promise<void> | void {
    if (this.waiting.length === 0 && this.fits(bytes)) {
      this.inFlight += bytes;
      return;
    }
    return new Promise((admit) => this.waiting.push({ bytes, admit }));
  }

  /** One that is larger than the bound goes alone. */
  private fits(bytes: number): boolean {
    return this.inFlight === 0 || this.inFlight + bytes <= this.maxBytes;
  }

  private admitNext(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.bytes); next = this.waiting[0]) {
      this.waiting.shift();
      this.inFlight += next.bytes;
      next.admit();
    }
  }

  private async write(blocks: readonly Uint8Array[], bytes: number): Promise<string> {
    const name = `${this.prefix}${randomUUID()}.native`;
    if (await hasRoom(this.sharedMemory, bytes)) {
      const path = join(this.sharedMemory, name);
      // Others fill shared memory too; the disk is still there when they were quicker.
      if (await writeFile(path, blocks, bytes).catch(() => false)) return path;
    }
    const path = join(this.directory, name);
    if (await writeFile(path, blocks, bytes)) return path;
    throw new QuartetError('unavailable', `the disk of ${this.directory} is full`, { retryAfter: 30 });
  }
}

/** Shared memory counts as memory: half of what is free stays free. */
async function hasRoom(directory: string, bytes: number): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize > bytes * 2;
  } catch {
    return false;
  }
}

/** False when the file does not take all bytes; nothing is left of it then. */
async function writeFile(path: string, blocks: readonly Uint8Array[], bytes: number): Promise<boolean> {
  const file = await open(path, 'wx', 0o600);
  let written = 0;
  try {
    written = (await file.writev(blocks as Uint8Array[])).bytesWritten;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
    if (written !== bytes) await removeFile(path);
  }
  return written === bytes;
}

const removeFile = (path: string): Promise<void> => unlink(path).catch(() => undefined);
