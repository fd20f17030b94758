import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { QuartetError } from '../model/errors.js';
import { isSameProcess, type ProcessIdentity, thisProcess } from './data-directory-process.js';

/** What the data was written by: the number of the last migration, and the engine's version (`26.7.1.1`). */
export interface DataVersion {
  readonly schema: number;
  readonly engine: string;
}

/** A data directory that belongs to this process. */
export interface DataDirectory {
  readonly path: string;
  /** What wrote it last; `undefined` when it is new. */
  readonly written: DataVersion | undefined;
  /** Puts `version` on record, once the schema is there. */
  stamp(version: DataVersion): void;
  /** Gives it up for the next process. */
  release(): void;
}

const LOCK = 'LOCK';
const VERSION = 'VERSION';

/**
 * Creates `path` where it does not exist and takes it for this process. Throws `QuartetError`: `unavailable` when a live
 * process has it (naming the pid), `invalid_argument` when it cannot be used, or what wrote it is newer than `current`.
 * The lock of a process that is gone is taken over; of several that try at once one wins.
 */
export function openDataDirectory(path: string, current: DataVersion): DataDirectory {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new QuartetError(
      'invalid_argument',
      `the data directory ${path} cannot be created: ${(error as Error).message}; choose another with --data-dir`,
      { cause: error },
    );
  }
  lock(path);
  try {
    const written = readVersion(path);
    if (written !== undefined) refuseNewer(path, written, current);
    return {
      path,
      written,
      stamp: (version) => replaceFile(join(path, VERSION), `${JSON.stringify(version)}\n`),
      release: () => unlock(path),
    };
  } catch (error) {
    unlock(path);
    throw error;
  }
}

/** Times that taking the lock is tried while others come and go. */
const ROUNDS = 10;

function lock(path: string): void {
  const file = join(path, LOCK);
  const own = join(path, `${LOCK}.${process.pid}`);
  writeOwnLock(own, path);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      if (takeName(own, file)) return;
      const owner = readOwner(file);
      if (owner !== undefined && isSameProcess(owner)) {
        throw new QuartetError(
          'unavailable',
          `the data directory ${path} is in use by process ${owner.pid}; stop that one or choose another directory with --data-dir`,
        );
      }
      removeDeadLock(own, file);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new QuartetError('unavailable', `the data directory ${path} is being taken by another process`);
}

/** Gives `own` the name `file`, unless that exists. A link appears whole or not at all: nobody reads half a lock. */
function takeName(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Only who holds `LOCK.dead` may remove another's lock, and looks at it again before: it may be a new one by then. */
function removeDeadLock(own: string, file: string): void {
  const right = `${file}.dead`;
  if (!takeName(own, right)) {
    const holder = readOwner(right);
    if (holder === undefined || !isSameProcess(holder)) rmSync(right, { force: true });
    return;
  }
  const owner = readOwner(file);
  if (owner === undefined || !isSameProcess(owner)) rmSync(file, { force: true });
  rmSync(right, { force: true });
}

function writeOwnLock(own: string, path: string): void {
  try {
    writeFileSync(own, `${JSON.stringify(thisProcess())}\n`);
  } catch (error) {
    throw new QuartetError(
      'invalid_argument',
      `the data directory ${path} cannot be written to: ${(error as Error).message}; choose another with --data-dir`,
      { cause: error },
    );
  }
}

function readOwner(file: string): ProcessIdentity | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
    return Number.isSafeInteger(owner.pid) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function unlock(path: string): void {
  const file = join(path, LOCK);
  if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
}

function readVersion(path: string): DataVersion | undefined {
  const file = join(path, VERSION);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { schema, engine } = JSON.parse(text) as Partial<DataVersion>;
    if (Number.isSafeInteger(schema) && typeof engine === 'string') return { schema: schema!, engine };
  } catch {
    // Falls through to the error below.
  }
  throw new QuartetError('invalid_argument', `${file} is damaged: ${JSON.stringify(text.slice(0, 80))} is no version`);
}

function refuseNewer(path: string, written: DataVersion, current: DataVersion): void {
  const newer =
    written.schema > current.schema
      ? `schema ${written.schema}, this program knows up to ${current.schema}`
      : compareVersions(written.engine, current.engine) > 0
        ? `engine ${written.engine}, this program has ${current.engine}`
        : undefined;
  if (newer === undefined) return;
  throw new QuartetError(
    'invalid_argument',
    `the data directory ${path} was written by a newer version (${newer}); start that version again or choose another directory with --data-dir`,
  );
}

/** Compares major and minor version: data of one minor version is readable by all its patches. */
function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

function replaceFile(file: string, text: string): void {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, text, { flush: true });
  renameSync(written, file);
}
