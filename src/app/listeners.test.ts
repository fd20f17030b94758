import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../config/config.js';
import { defaultConfig } from '../config/defaults.js';
import { bindFailure, openListener, type PlannedListener, planListeners, portOf } from './listeners.js';
import { clearPortsFile, writePortsFile } from './listeners-file.js';
import { exposureWarning, listenersTable } from './listeners-table.js';

const config = (change: Partial<Config> = {}): Config => ({ ...defaultConfig(), ...change });

const planOf = (dialect: string, change: Partial<Config> = {}) =>
  planListeners(config(change)).find((planned) => planned.dialect === dialect);

describe('plan', () => {
  it('has every dialect where people look for it', () => {
    const ports = planListeners(config()).map(({ port, required }) => `${port}${required ? '' : '?'}`);
    expect(ports.join(' ')).toBe(
      '3000 3100 3200 9009 8080? 9090 9093 4317 4318 13133? 8888? 14250? 14268? 16686? 16685? 9411? 9080?',
    );
  });

  it('moves all but 0 by the offset', () => {
    const ports = { ...defaultConfig().ports, loki: 0 };
    expect(planOf('tempo', { portOffset: 1000, ports })?.port).toBe(4200);
    expect(planOf('loki', { portOffset: 1000, ports })?.port).toBe(0);
  });

  it('leaves out what is off', () => {
    const ports = { ...defaultConfig().ports, zipkin: 'off' as const };
    expect(planOf('zipkin', { ports })).toBeUndefined();
  });
});

describe('openListener', () => {
  const bind = (server: Server) => (port: number, host: string) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject).listen(port, host, () => resolve(portOf(server.address())));
    });

  const planned: PlannedListener = { ...planOf('loki')!, port: 0 };

  it('takes a free port, and tells a busy one with its dialect and flag', async () => {
    const first = createServer();
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const open = await openListener(planned, bind(first), warn);
    expect(open).toMatchObject({ dialect: 'loki', address: '127.0.0.1', flag: '--loki-port' });
    const busy = { ...planned, port: open!.port };
    const message = `port ${busy.port} for Loki is in use; stop what has it, move this one with --loki-port, or all of them with --port-offset`;
    await expect(openListener(busy, bind(createServer()), warn)).rejects.toMatchObject({
      code: 'unavailable',
      message,
    });
    expect(warnings).toEqual([]);
    expect(await openListener({ ...busy, required: false }, bind(createServer()), warn)).toBeUndefined();
    expect(warnings).toEqual([`${message}; Loki is left out`]);
    await new Promise((closed) => first.close(closed));
  });

  it.each([
    [{ code: 'EACCES', message: 'x' }, 'port 3100 for Loki may not be taken by this user; move it with --loki-port'],
    [{ message: 'No address added: EADDRINUSE 127.0.0.1:3100' }, /^port 3100 for Loki is in use/],
    [{ code: 'EADDRNOTAVAIL', message: 'x' }, '127.0.0.1 is no address of this machine; give another with --listen'],
    [{ message: 'odd' }, 'port 3100 for Loki could not be taken: odd; move it with --loki-port'],
  ])('%j', (error, message) => {
    expect(bindFailure(planOf('loki')!, error)).toMatch(message);
  });
});

describe('start-up texts', () => {
  const listeners = [
    { dialect: 'loki', address: '127.0.0.1', port: 3100, flag: '--loki-port' },
    { dialect: 'otlpGrpc', address: '::1', port: 4317, flag: '--otlp-grpc-port' },
  ];

  it('table', () => {
    expect(listenersTable(listeners)).toBe(
      '  Loki       127.0.0.1:3100  --loki-port\n  OTLP gRPC  [::1]:4317      --otlp-grpc-port',
    );
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', '::ffff:127.0.0.1'])('no warning for %s', (address) => {
    expect(exposureWarning(address)).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.org', '1270.example.org'])('a warning for %s', (address) => {
    expect(exposureWarning(address)).toMatch(
      /^listening on .*: everyone who can reach .* no authentication\. Delete and admin calls stay off\./,
    );
  });

  it('ports file', () => {
    const directory = mkdtempSync(join(tmpdir(), 'quartet-ports-'));
    const file = join(directory, 'ports.json');
    clearPortsFile(file);
    writePortsFile(file, listeners);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ loki: 3100, otlpGrpc: 4317 });
    expect(readdirSync(directory)).toEqual(['ports.json']);
    clearPortsFile(file);
    expect(readdirSync(directory)).toEqual([]);
    expect(() => writePortsFile(join(directory, 'no', 'ports.json'), listeners)).toThrow(/^--ports-file: ENOENT/);
    rmSync(directory, { recursive: true });
  });
});
