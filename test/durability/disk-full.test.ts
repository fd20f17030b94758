import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import { type Answer, post } from '../support/server-requests.js';
import { expectAcknowledged, report } from './read-back.js';
import { SENDERS } from './senders.js';
import { Writers } from './writers.js';

const MIB = 1 << 20;

let undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.reverse()) await step();
  undo = [];
});

async function start(options: Parameters<typeof TestServer.start>[0]): Promise<TestServer> {
  const server = await TestServer.start(options);
  undo.push(() => server.remove());
  return server;
}

describe('less free space than the watermark', () => {
  it('is a 503 with the reason in every dialect, and reads go on', async () => {
    const server = await start({ args: ['--storage-disk-free-refuse', '1000TiB'] });
    const reason = /the disk of the data directory is full but for \d+ MiB; free some space, or shorten the retention/;
    for (const sender of SENDERS) {
      const { status: code, headers, body } = await post(server, sender.receiver, sender.body(0));
      expect([sender.receiver, code]).toEqual([sender.receiver, 503]);
      expect(headers['retry-after']).toBe('30');
      expect(String(body)).toMatch(reason);
      expect(await sender.read(server, 1)).toEqual([]);
    }
    const grpc = new GrpcSender(server);
    const error = await grpc.send(SENDERS[3]!.body(0));
    grpc.close();
    expect(error).toMatchObject({ code: status.UNAVAILABLE, details: expect.stringMatching(reason) });
    const ready = await fetch(server.url('loki', '/ready'));
    expect(ready.status).toBe(503);
    expect(await ready.text()).toMatch(reason);
    expect((await server.stop()).code).toBe(0);
  });
});

/** A file system of its own in memory, or why there is none. */
function smallDisk(bytes: number): { directory: string } | { reason: string } {
  const directory = mkdtempSync(join(tmpdir(), 'quartet-disk-'));
  undo.push(() => rmSync(directory, { recursive: true, force: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', directory], { stdio: 'pipe' });
  } catch (error) {
    return { reason: `mounting a small file system is not permitted here: ${(error as Error).message.trim()}` };
  }
  undo.push(() => execFileSync('umount', ['--lazy', directory]));
  return { directory };
}

/** A file that leaves `free` bytes of its file system. */
function fill(directory: string, free: number): string {
  const path = join(directory, 'ballast');
  const { bavail, bsize } = statfsSync(directory);
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - free)));
  return path;
}

describe('a disk that is really full', () => {
  it.each([
    ['seen by the engine alone', ['--storage-disk-free-refuse', '0', '--storage-disk-free-warn', '0'], 2 * MIB],
    ['seen by the watermark', ['--storage-disk-free-refuse', '16MiB', '--storage-disk-free-warn', '0'], 12 * MIB],
  ])(
    '%s: 503, no crash, and writing goes on when there is space again',
    async (_, args, free) => {
      const disk = smallDisk(200 * MIB);
      if ('reason' in disk) {
        process.stdout.write(`skipped: ${disk.reason}\n`);
        return;
      }
      const server = await start({ args, dataDir: join(disk.directory, 'data') });
      const refused: Answer[] = [];
      const other: Answer[] = [];
      const noted = new Set<string>();
      const onAnswer = (answer: Answer) => {
        if (answer.status < 300) return;
        noted.add(String(answer.body).trim());
        (answer.status === 503 ? refused : other).push(answer);
      };
      const writers = new Writers(server, SENDERS, { concurrency: 2, onAnswer });
      await writers.acknowledged(20);
      const ballast = fill(disk.directory, free);
      await writers.refused(20);
      expect(server.isAlive).toBe(true);
      truncateSync(ballast);
      await writers.acknowledged(40);
      await writers.stop();

      expect(other.map(({ status: code, body }) => `${code} ${body}`)).toEqual([]);
      for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      for (const text of noted) expect(text).toMatch(/the disk of .* is full/);
      const results = await expectAcknowledged(server, writers);
      report(`disk full: ${refused.length} answers 503`, results);
      expect((await server.stop()).code).toBe(0);
    },
    120_000,
  );
});
