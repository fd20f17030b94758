import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import xxhash from 'xxhash-wasm';
import { Journal } from './journal.js';
import { type EncodedRows, tableLayout } from './table.js';

const hash = await xxhash();
const SAMPLES = tableLayout('samples', { id: 'UInt64' });

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-journal-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const rows = (text: string): EncodedRows => ({
  table: SAMPLES,
  rows: 1,
  chunks: [Buffer.from(text.slice(0, 1)), Buffer.from(text.slice(1))],
  bytes: Buffer.byteLength(text),
});

const file = () => join(directory, readdirSync(directory)[0]!);

/** What a new process finds: the blocks of each segment, and the rows it counted. */
async function recovered(): Promise<{ segments: [string, string[]][]; rows: number }> {
  const segments: [string, string[]][] = [];
  const count = await new Journal(directory, hash).recover(async (parts, name) => {
    expect(parts.every(({ table }) => table.name === 'samples' && table.structure === 'id UInt64')).toBe(true);
    segments.push([name, parts.map(({ chunks }) => Buffer.concat(chunks).toString())]);
  });
  return { segments, rows: count };
}

describe('Journal', () => {
  it('gives back what was appended, oldest segment first, under the names it had, once', async () => {
    const journal = new Journal(directory, hash);
    const first = await journal.begin('logs');
    await first.append([rows('one'), rows('two')]);
    const second = await journal.begin('metrics');
    await first.append([rows('three')]);
    await second.append([rows('four')]);
    expect(await recovered()).toEqual({
      segments: [
        [first.name, ['one', 'two', 'three']],
        [second.name, ['four']],
      ],
      rows: 4,
    });
    expect((await recovered()).rows).toBe(0);
  });

  it('forgets a segment that was removed', async () => {
    const segment = await new Journal(directory, hash).begin('logs');
    await segment.append([rows('done')]);
    await segment.remove();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('keeps a segment whose rows cannot be inserted yet', async () => {
    const segment = await new Journal(directory, hash).begin('logs');
    await segment.append([rows('kept')]);
    const away = new Journal(directory, hash).recover(async () => {
      throw new Error('away');
    });
    await expect(away).rejects.toThrow('away');
    expect((await recovered()).segments).toEqual([[segment.name, ['kept']]]);
  });

  it('ends at the first record that is cut off, wherever the cut is', async () => {
    const segment = await new Journal(directory, hash).begin('logs');
    await segment.append([rows('whole')]);
    const whole = readFileSync(file()).length;
    await segment.append([rows('torn off')]);
    const bytes = readFileSync(file());
    const path = file();
    for (let end = whole; end < bytes.length; end++) {
      writeFileSync(path, bytes);
      truncateSync(path, end);
      expect((await recovered()).segments, `cut at ${end}`).toEqual([[segment.name, ['whole']]]);
    }
  });

  it('ends at the first record that is damaged', async () => {
    const segment = await new Journal(directory, hash).begin('logs');
    await segment.append([rows('whole')]);
    await segment.append([rows('damaged')]);
    const bytes = readFileSync(file());
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file(), bytes);
    expect((await recovered()).segments).toEqual([[segment.name, ['whole']]]);
  });

  it('takes zeros and noise at the end for what they are', async () => {
    const segment = await new Journal(directory, hash).begin('logs');
    await segment.append([rows('whole')]);
    appendFileSync(file(), Buffer.alloc(4096));
    expect((await recovered()).rows).toBe(1);
  });

  it('has nothing to give where there is no directory', async () => {
    rmSync(directory, { recursive: true });
    expect((await recovered()).rows).toBe(0);
  });
});
