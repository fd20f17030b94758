import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { loadConfig } from './load-config.js';

const fixtures = new URL('./fixtures/', import.meta.url).pathname;

const load = (file: string): Config =>
  loadConfig({ flags: new Map([['--config', `${fixtures}${file}`]]), environment: {} }).config;

describe('bad files', () => {
  // The first line of each says what it must give.
  it.each(readdirSync(`${fixtures}bad`))('%s', (name) => {
    const expected = readFileSync(`${fixtures}bad/${name}`, 'utf8').split('\n')[0]!.slice(2);
    let message = 'no error';
    try {
      load(`bad/${name}`);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      message = (error as Error).message;
    }
    expect(message.replace(/^\S*\/fixtures\//, '')).toBe(expected);
  });

  it('a file that is not there', () => {
    expect(() => load('bad/nowhere.yml')).toThrow(/^cannot read \S+nowhere\.yml: ENOENT/);
  });
});

describe('good files', () => {
  it('empty', () => {
    expect(load('good/empty.yaml').listen).toBe('127.0.0.1');
  });

  it('typical', () => {
    const config = load('good/typical.yaml');
    expect(config.listen).toBe('0.0.0.0');
    expect(config.ports).toMatchObject({ loki: 3111, zipkin: 'off', jaegerGrpc: 'off', tempo: 3200 });
    expect(config.dataDir).toBe(`${fixtures}good/data`);
    expect(config.memoryLimit).toBe(2 * 1024 ** 3);
    expect(config.retention).toEqual({
      metrics: 400 * 86_400_000,
      logs: 14 * 86_400_000,
      traces: Number.POSITIVE_INFINITY,
    });
    expect(config.limits).toMatchObject({ maxBodyBytes: 64 * 1024 ** 2, queryTimeout: 90_000 });
    expect(config.enableFeature).toEqual(['one', 'two']);
  });

  it('remote', () => {
    expect(load('good/remote.yaml').storage).toMatchObject({
      engine: 'remote',
      url: 'https://clickhouse.example:8443',
      password: 'not-a-real-password',
      cluster: 'main',
      tls: { caFile: `${fixtures}good/ca.pem`, insecureSkipVerify: false },
      diskFree: { refuse: 1024 ** 3 },
    });
  });
});
