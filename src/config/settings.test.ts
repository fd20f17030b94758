import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatBytes } from '../lib/bytes.js';
import { formatDuration } from '../lib/duration.js';
import { defaultConfig } from './defaults.js';
import { valueAt } from './precedence.js';
import { SETTINGS, type Setting } from './settings.js';

describe('settings', () => {
  it('have names of their own', () => {
    expect(new Set(SETTINGS.map(({ flag }) => flag)).size).toBe(SETTINGS.length);
    expect(new Set(SETTINGS.map(({ variable }) => variable)).size).toBe(SETTINGS.length);
  });

  it.each([
    ['listen', '--listen', 'QUARTET_LISTEN'],
    ['ports.loki', '--loki-port', 'QUARTET_LOKI_PORT'],
    ['ports.otlpGrpc', '--otlp-grpc-port', 'QUARTET_OTLP_GRPC_PORT'],
    ['storage.diskFree.warn', '--storage-disk-free-warn', 'QUARTET_STORAGE_DISK_FREE_WARN'],
    ['lokiConfig', '--loki-config', 'QUARTET_LOKI_CONFIG'],
  ])('%s is %s and %s', (key, flag, variable) => {
    expect(SETTINGS.find((setting) => setting.key === key)).toMatchObject({ flag, variable });
  });
});

/** Depends on the machine or the directory. */
const SAID_IN_WORDS: Readonly<Record<string, string>> = {
  memoryLimit: 'half of the memory, at least 512MiB',
  dataDir: '`quartet-data`',
};

function shownDefault({ key, path, meta }: Setting): string {
  const words = SAID_IN_WORDS[key];
  if (words !== undefined) return words;
  const value = valueAt(defaultConfig(), path);
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : `\`${value.join(',')}\``;
  if (meta.argument === 'SIZE') return `\`${formatBytes(value as number)}\``;
  if (meta.argument === 'DURATION') return `\`${formatDuration(value as number)}\``;
  return value === Number.POSITIVE_INFINITY ? '`unlimited`' : `\`${String(value)}\``;
}

// A row that is missing is printed by the failure: put it into its table.
describe('docs/configuration.md', () => {
  const rows = new Set(readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8').split('\n'));
  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))('tells of %s', (key, setting) => {
    const row = `| \`${key}\` | \`${setting.flag}\` | ${setting.meta.description} | ${shownDefault(setting)} |`.replace(
      '|  |',
      '| |',
    );
    expect([...rows].find((line) => line.startsWith(`| \`${key}\` |`))).toBe(row);
  });

  it('tells of nothing else', () => {
    const told = [...rows].filter((row) => /^\| `[a-z][A-Za-z.]+` \| `--/.test(row));
    expect(told).toHaveLength(SETTINGS.length);
  });
});
