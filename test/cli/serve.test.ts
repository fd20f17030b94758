import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECT_NAMES } from '../../src/config/dialects.js';
import { FREE_PORTS, QuartetProcess, run, startServer } from './quartet-process.js';

let cwd: string;
let started: QuartetProcess[];

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'quartet-serve-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((server) => server.stop('SIGKILL')));
  rmSync(cwd, { recursive: true });
});

async function start(args: readonly string[] = []) {
  const running = await startServer(args, { cwd });
  started.push(running.server);
  return running;
}

describe('serve', () => {
  it('tells what listens where, and stops on SIGTERM with 0', async () => {
    const { server, ports } = await start();
    expect(Object.keys(ports)).toEqual(DIALECT_NAMES);
    for (const port of Object.values(ports)) expect(server.stdout).toContain(`127.0.0.1:${port} `);
    expect(readdirSync(join(cwd, 'data'))).toContain('LOCK');

    const second = await run(['serve', ...FREE_PORTS, '--data-dir', 'data'], { cwd });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      new RegExp(`error: the data directory ${cwd}/data is in use by process ${server.child.pid};`),
    );

    const busy = await run(['serve', ...FREE_PORTS, '--data-dir', 'other', '--tempo-port', String(ports.tempo)], {
      cwd,
    });
    expect(busy.code).toBe(1);
    expect(busy.stderr).toContain(
      `error: port ${ports.tempo} for Tempo is in use; stop what has it, move this one with --tempo-port`,
    );

    expect((await server.stop()).code).toBe(0);
    expect(readdirSync(join(cwd, 'data'))).not.toContain('LOCK');
  });

  it('takes the directory over after SIGKILL', async () => {
    const { server } = await start();
    await server.stop('SIGKILL');
    expect(readdirSync(join(cwd, 'data'))).toContain('LOCK');
    const { server: next } = await start();
    expect((await next.stop('SIGINT')).code).toBe(0);
  });

  it('leaves out an optional port that is busy, and warns of an open address', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '0.0.0.0', listening));
    const { port } = other.address() as { port: number };
    const { server, ports } = await start(['--listen', '0.0.0.0', '--zipkin-port', String(port)]);
    expect(ports.zipkin).toBeUndefined();
    expect(server.stderr).toContain(`port ${port} for Zipkin is in use`);
    expect(server.stderr).toContain('Zipkin is left out');
    expect(server.stderr).toContain('listening on 0.0.0.0: everyone who can reach this machine');
    await server.stop();
    await new Promise((closed) => other.close(closed));
  });

  it('gives the directory to one of two that start at once', async () => {
    const args = ['serve', ...FREE_PORTS, '--data-dir', 'data'];
    const both = [new QuartetProcess(args, { cwd }), new QuartetProcess(args, { cwd })];
    started.push(...both);
    const outcomes = await Promise.allSettled(both.map((server) => server.printed('ready in')));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
