import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { XXHashAPI } from 'xxhash-wasm';
import { QuartetError } from '../../model/errors.js';
import type { EncodedRows, TableLayout } from './table.js';

interface RecordHead {
  readonly table: string;
  readonly structure: string;
  readonly rows: number;
  readonly bytes: number;
  /** xxh64 of the block, in hex. */
  readonly hash: string;
}

/**
 * One file of the journal. A record is the length of its head (4 bytes, little-endian), the head as JSON, and a Native
 * block. What is behind the last whole record was never acknowledged.
 */
export class JournalSegment {
  private failed = false;

  constructor(
    /** Names the segment for ever; inserts from it carry it as their token. */
    readonly name: string,
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly hash: XXHashAPI,
  ) {}

  /** Appends rows; they are on disk when it resolves. Rejects with `unavailable`, after which the segment takes no more. */
  async append(rows: readonly EncodedRows[]): Promise<void> {
    if (this.failed) throw new QuartetError('unavailable', 'the journal could not be written', { retryAfter: 5 });
    const chunks: Uint8Array[] = [];
    for (const { table, chunks: block, rows: count, bytes } of rows) {
      const { name, structure } = table;
      const head: RecordHead = { table: name, structure, rows: count, bytes, hash: this.hashOf(block) };
      const text = Buffer.from(JSON.stringify(head));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      chunks.push(length, text, ...block);
    }
    try {
      await writeAll(this.file, chunks);
      await this.file.datasync();
    } catch (error) {
      this.failed = true;
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      const message = full
        ? 'the disk of the data directory is full; free some space'
        : `the journal cannot be written: ${(error as Error).message}`;
      throw new QuartetError('unavailable', message, { retryAfter: 5, cause: error });
    }
  }

  /** To be called once all that it holds is in its tables. */
  async remove(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }

  private hashOf(chunks: readonly Uint8Array[]): string {
    const state = this.hash.create64();
    for (const chunk of chunks) state.update(chunk);
    return state.digest().toString(16);
  }
}

/** Buffers that one call of writev takes: IOV_MAX of Linux and macOS. */
const MAX_CHUNKS = 1024;

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  for (let i = 0; i < chunks.length; i += MAX_CHUNKS) {
    const part = chunks.slice(i, i + MAX_CHUNKS);
    const wanted = part.reduce((sum, { length }) => sum + length, 0);
    const { bytesWritten } = await file.writev(part);
    // A short write is how a full disk shows first.
    if (bytesWritten < wanted) await file.write(Buffer.concat(part).subarray(bytesWritten));
  }
}

/**
 * What was acknowledged and is not in its tables yet, in files of its own: appending to one of them and syncing it costs a
 * fraction of an insert, which can then be large. One directory, several lanes.
 */
export class Journal {
  private sequence = 0;

  constructor(
    private readonly directory: string,
    private readonly hash: XXHashAPI,
  ) {}

  /** Begins a new segment of a lane. */
  async begin(lane: string): Promise<JournalSegment> {
    await mkdir(this.directory, { recursive: true });
    const name = `${lane}-${Date.now()}-${process.pid}-${this.sequence++}`;
    const path = join(this.directory, name + SUFFIX);
    const file = await open(path, 'ax');
    await this.syncDirectory();
    return new JournalSegment(name, path, file, this.hash);
  }

  /**
   * Gives what earlier runs left behind to `insert`, oldest segment first, and removes each when it is in. With the
   * segment's name as the token, as it was before the crash, nothing is stored twice. Returns the number of rows.
   */
  async recover(insert: (rows: readonly EncodedRows[], name: string) => Promise<void>): Promise<number> {
    let recovered = 0;
    for (const file of await this.segments()) {
      const path = join(this.directory, file);
      const rows = this.read(await readFile(path));
      if (rows.length > 0) await insert(rows, file.slice(0, -SUFFIX.length));
      await rm(path);
      for (const part of rows) recovered += part.rows;
    }
    return recovered;
  }

  private async segments(): Promise<string[]> {
    const files = await readdir(this.directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return files.filter((file) => file.endsWith(SUFFIX)).sort((a, b) => order(a) - order(b));
  }

  /** The whole records of a segment; the first that is cut off or damaged ends it. */
  private read(bytes: Buffer): EncodedRows[] {
    const records: EncodedRows[] = [];
    const tables = new Map<string, TableLayout>();
    for (let at = 0; at + 4 <= bytes.length; ) {
      const headEnd = at + 4 + bytes.readUInt32LE(at);
      const head = parseHead(bytes.subarray(at + 4, Math.min(headEnd, bytes.length)));
      if (head === undefined || headEnd + head.bytes > bytes.length) break;
      const block = bytes.subarray(headEnd, headEnd + head.bytes);
      if (this.hash.create64().update(block).digest().toString(16) !== head.hash) break;
      const layout = tables.get(head.table) ?? { name: head.table, structure: head.structure };
      tables.set(head.table, layout);
      records.push({ table: layout, rows: head.rows, chunks: [block], bytes: head.bytes });
      at = headEnd + head.bytes;
    }
    return records;
  }

  /** A new file is there after a crash only once its directory is synced. */
  private async syncDirectory(): Promise<void> {
    const directory = await open(this.directory);
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }
}

const SUFFIX = '.journal';

/** Time and sequence in a segment's name. */
function order(file: string): number {
  const [, time = '0', , sequence = '0'] = file.slice(0, -SUFFIX.length).split('-');
  return Number(time) * 1000 + (Number(sequence) % 1000);
}

function parseHead(bytes: Uint8Array): RecordHead | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as RecordHead;
  } catch {
    return undefined;
  }
}
