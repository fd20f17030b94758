import { type FileHandle, open, opendir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The longest file that is read whole, in bytes. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_NAMES = 100_000;
const CHUNK_BYTES = 64 * 1024;

/** What the kernel says of a file that is not there, has nothing to say now, or is not for us. */
const ABSENT = new Set(
  'ENOENT ENOTDIR ENODEV ENXIO ENODATA EINVAL ENOTSUP EOPNOTSUPP EIO EAGAIN EBUSY ESRCH EACCES EPERM ENETDOWN'.split(
    ' ',
  ),
);

/**
 * Files of the kernel below a root: `/proc` or `/sys`, or where a container has the host's. Paths are relative to it.
 * Reads are bounded and do not block the event loop; may be used at once by many.
 */
export class SourceTree {
  constructor(readonly root: string) {}

  /** The whole file. Rejects where it is not to be read, or longer than 4 MiB. */
  async text(path: string): Promise<string> {
    const bytes = await this.bytes(path, MAX_FILE_BYTES + 1);
    if (bytes.length > MAX_FILE_BYTES)
      throw new Error(`${join(this.root, path)} is longer than ${MAX_FILE_BYTES} bytes`);
    return bytes.toString('utf8');
  }

  /** The first `most` bytes of a file, or `undefined` where there is none. */
  async headIfAny(path: string, most: number): Promise<string | undefined> {
    return (await ifAny(this.bytes(path, most)))?.toString('utf8');
  }

  /** The whole file, or `undefined` where there is none or it has nothing to say. */
  textIfAny(path: string): Promise<string | undefined> {
    return ifAny(this.text(path));
  }

  /** The first line of a file, trimmed; `undefined` where there is none. */
  async line(path: string): Promise<string | undefined> {
    const text = await this.textIfAny(path);
    return text?.split('\n', 1)[0]?.trim();
  }

  /** The number in a file; `undefined` where there is none. */
  async number(path: string): Promise<number | undefined> {
    const line = await this.line(path);
    const value = line === undefined || line === '' ? Number.NaN : Number(line);
    return Number.isNaN(value) ? undefined : value;
  }

  /** The sorted names in a directory; none where it is not to be read. Rejects where there are over 100,000. */
  async names(path: string): Promise<string[]> {
    const names: string[] = [];
    await this.eachName(path, (name) => {
      if (names.push(name) > MAX_NAMES) throw new Error(`${join(this.root, path)} has over ${MAX_NAMES} entries`);
    });
    return names.sort();
  }

  /** How many names are in a directory; `undefined` where it is not to be read. */
  async count(path: string): Promise<number | undefined> {
    let count = 0;
    const read = await this.eachName(path, () => {
      count++;
    });
    return read ? count : undefined;
  }

  /** Where a link points; `undefined` where there is none. */
  link(path: string): Promise<string | undefined> {
    return ifAny(readlink(join(this.root, path)));
  }

  private async eachName(path: string, take: (name: string) => void): Promise<boolean> {
    const directory = await ifAny(opendir(join(this.root, path), { bufferSize: 1024 }));
    if (directory === undefined) return false;
    for await (const { name } of directory) take(name);
    return true;
  }

  private async bytes(path: string, most: number): Promise<Buffer> {
    const file = await open(join(this.root, path));
    try {
      return await readUpTo(file, most);
    } finally {
      await file.close();
    }
  }
}

/** Sizes of these files are not known beforehand: they are read until nothing more comes. */
async function readUpTo(file: FileHandle, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let left = most; left > 0; ) {
    const chunk = Buffer.allocUnsafe(Math.min(left, CHUNK_BYTES));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    left -= bytesRead;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function ifAny<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
