import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.js';

const CURRENT = { schema: 3, engine: '26.7.1' };

let path: string;

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'quartet-data-')), 'nested', 'data');
});

afterEach(() => {
  rmSync(join(path, '..', '..'), { recursive: true });
});

const put = (name: string, text: string) => {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), text);
};

describe('lock', () => {
  it('creates the directory, and leaves nothing of itself behind', () => {
    const directory = openDataDirectory(path, CURRENT);
    expect(directory.written).toBeUndefined();
    expect(readdirSync(path)).toEqual(['LOCK']);
    directory.release();
    expect(readdirSync(path)).toEqual([]);
  });

  it('refuses a directory that a live process has, naming it', () => {
    put('LOCK', JSON.stringify({ pid: process.ppid }));
    expect(() => openDataDirectory(path, CURRENT)).toThrow(
      `the data directory ${path} is in use by process ${process.ppid}; stop that one or choose another directory with --data-dir`,
    );
    expect(readdirSync(path)).toEqual(['LOCK']);
  });

  it('refuses a second time in one process', () => {
    const directory = openDataDirectory(path, CURRENT);
    expect(() => openDataDirectory(path, CURRENT)).toThrow(`in use by process ${process.pid}`);
    directory.release();
    openDataDirectory(path, CURRENT).release();
  });

  it.each([
    ['of a pid that is gone', JSON.stringify({ pid: 2 ** 22 + 1 })],
    ['of a pid that was given to another process', JSON.stringify({ pid: process.ppid, started: 'before/1' })],
    ['that is damaged', '{"pid":'],
  ])('takes over a lock %s', (_, text) => {
    put('LOCK', text);
    const directory = openDataDirectory(path, CURRENT);
    expect(JSON.parse(readFileSync(join(path, 'LOCK'), 'utf8'))).toMatchObject({ pid: process.pid });
    directory.release();
  });

  it('takes over the lock when another died while taking it over', () => {
    put('LOCK', JSON.stringify({ pid: 2 ** 22 + 1 }));
    put('LOCK.dead', JSON.stringify({ pid: 2 ** 22 + 2 }));
    openDataDirectory(path, CURRENT).release();
    expect(readdirSync(path)).toEqual([]);
  });

  it('does not release what another process has', () => {
    const directory = openDataDirectory(path, CURRENT);
    put('LOCK', JSON.stringify({ pid: process.ppid }));
    directory.release();
    expect(readdirSync(path)).toEqual(['LOCK']);
  });

  it('says what to do where the directory cannot be made', () => {
    put('file', '');
    expect(() => openDataDirectory(join(path, 'file', 'data'), CURRENT)).toThrow(
      /cannot be created: .*; choose another with --data-dir$/,
    );
  });
});

describe('version', () => {
  it('is written and read back', () => {
    const first = openDataDirectory(path, CURRENT);
    first.stamp(CURRENT);
    first.release();
    const second = openDataDirectory(path, { schema: 4, engine: '26.8.0' });
    expect(second.written).toEqual(CURRENT);
    second.release();
  });

  it('may be of a newer patch of the engine', () => {
    put('VERSION', JSON.stringify({ schema: 3, engine: '26.7.9' }));
    openDataDirectory(path, CURRENT).release();
  });

  it.each([
    [{ schema: 4, engine: '26.7.1' }, 'schema 4, this program knows up to 3'],
    [{ schema: 3, engine: '26.10.0' }, 'engine 26.10.0, this program has 26.7.1'],
  ])('%j is refused', (written, reason) => {
    put('VERSION', JSON.stringify(written));
    expect(() => openDataDirectory(path, CURRENT)).toThrow(`was written by a newer version (${reason})`);
    expect(readdirSync(path)).toEqual(['VERSION']);
  });

  it.each(['', 'x', '{"schema":"3"}'])('%j is damaged', (text) => {
    put('VERSION', text);
    expect(() => openDataDirectory(path, CURRENT)).toThrow(/VERSION is damaged/);
  });
});
