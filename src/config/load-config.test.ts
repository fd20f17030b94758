import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig, refuseUnknownSettings } from './load-config.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-config-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

const load = (flags: Record<string, string>, environment: Record<string, string> = {}) =>
  loadConfig({ flags: new Map(Object.entries(flags)), environment });

/** Messages without the test's directory. */
const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/\S*\/quartet-config-\w+\//g, ''));

describe('precedence', () => {
  it('is flag, variable, quartet.yaml, original file, default; the losers are told', () => {
    const loki = file('loki.yaml', 'limits_config:\n  max_line_size: 1KB\n  max_label_name_length: 10\n');
    const config = file('quartet.yaml', `lokiConfig: loki.yaml\nloki: { maxLineSize: 2KiB }\nlisten: 10.0.0.1\n`);
    const loaded = load(
      { '--config': config, '--loki-max-line-size': '4KiB' },
      { QUARTET_LOKI_MAX_LINE_SIZE: '3KiB', QUARTET_LISTEN: '10.0.0.2' },
    );
    expect(loaded.config.loki.maxLineSize).toBe(4096);
    expect(loaded.config.listen).toBe('10.0.0.2');
    expect(loaded.config.lokiConfig).toBe(loki);
    expect(loaded.config.loki.maxLabelNameLength).toBe(10);
    expect(loaded.config.loki.maxLabelValueLength).toBe(2048);
    expect(plain(loaded.notices)).toEqual([
      'loki.maxLineSize: 4KiB of --loki-max-line-size is used, 3KiB of QUARTET_LOKI_MAX_LINE_SIZE is not',
      'loki.maxLineSize: 4KiB of --loki-max-line-size is used, 2KiB of quartet.yaml:2 is not',
      'listen: 10.0.0.2 of QUARTET_LISTEN is used, 10.0.0.1 of quartet.yaml:3 is not',
      'loki.maxLineSize: 4KiB of --loki-max-line-size is used, 1KiB of loki.yaml:2 is not',
      'listen addresses and storage paths of these files are not taken over',
    ]);
    expect(plain(loaded.files)).toEqual(['quartet.yaml', 'loki.yaml']);
  });

  it('is silent where two sources agree', () => {
    const config = file('q.yaml', 'retention: { logs: 7d }\n');
    expect(load({ '--config': config, '--retention-logs': '1w' }).notices).toEqual([]);
  });

  it('tells of two originals that differ', () => {
    const loaded = load({
      '--loki-config': file('loki.yaml', 'auth_enabled: false\n'),
      '--tempo-config': file('tempo.yaml', 'multitenancy_enabled: true\n'),
    });
    expect(loaded.config.multitenancy).toBe(false);
    expect(plain(loaded.notices)).toContain('multitenancy: false of loki.yaml:1 is used, true of tempo.yaml:1 is not');
  });

  it('never prints a secret', () => {
    const config = file('q.yaml', 'storage: { password: one }\n');
    const { notices } = load({ '--config': config }, { QUARTET_STORAGE_PASSWORD: 'two' });
    expect(plain(notices)).toEqual([
      'storage.password: <secret> of QUARTET_STORAGE_PASSWORD is used, <secret> of q.yaml:1 is not',
    ]);
  });
});

describe('flags and variables', () => {
  it('take what files take', () => {
    const { config } = load(
      { '--listen': '::1', '--loki-port': '0', '--zipkin-port': 'off', '--multitenancy': 'true', '--data-dir': 'here' },
      { QUARTET_RETENTION_TRACES: '3d', QUARTET_ENABLE_FEATURE: 'a, b', QUARTET_PORT_OFFSET: '' },
    );
    expect(config).toMatchObject({ listen: '::1', multitenancy: true, dataDir: resolve('here'), portOffset: 0 });
    expect(config.ports).toMatchObject({ loki: 0, zipkin: 'off' });
    expect(config.retention.traces).toBe(3 * 86_400_000);
    expect(config.enableFeature).toEqual(['a', 'b']);
  });

  it.each([
    [{ '--port-offset': 'ten' }, {}, '--port-offset: portOffset: "ten" is not a whole number between -65535 and 65535'],
    [{}, { QUARTET_MEMORY_LIMIT: 'x' }, 'QUARTET_MEMORY_LIMIT: memoryLimit: "x" is not a size such as 512MiB or 1GiB'],
    [{ '--storage-password-file': '/nowhere' }, {}, /^storage\.passwordFile: ENOENT/],
  ])('%j %j', (flags, environment, message) => {
    expect(() => load(flags as Record<string, string>, environment as Record<string, string>)).toThrow(message);
  });

  it('warns of variables that name nothing', () => {
    const { warnings } = load({}, { QUARTET_LOKI_PROT: '1', QUARTET_URL: 'http://x', OTHER: '1' });
    expect(warnings).toEqual(['QUARTET_LOKI_PROT names no setting; did you mean QUARTET_LOKI_PORT?']);
  });
});

describe("other systems' files", () => {
  it('are counted and never stop the start, except under strictConfig', () => {
    const loki = file('loki.yaml', 'limits_config: { max_line_sise: 1KB, enforce_metric_name: true }\n');
    const loaded = load({ '--loki-config': loki });
    expect([...loaded.unknownSettings]).toEqual([['loki', 2]]);
    expect(loaded.warnings).toHaveLength(2);
    refuseUnknownSettings(loaded);
    const strict = load({ '--loki-config': loki, '--strict-config': 'true' }, { QUARTET_NOTHING: '1' });
    expect(() => refuseUnknownSettings(strict)).toThrow(
      /^strictConfig: 2 unknown or bad settings\n {2}\S+loki\.yaml:1: limits_config\.max_line_sise is not .*\n {2}\S+ limits_config\.enforce/,
    );
  });

  it('have their variables replaced, unless this is turned off', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the file's own notation
    const loki = file('loki.yaml', 'limits_config: { max_line_size: "${SIZE:-2KB}" }\n');
    expect(load({ '--loki-config': loki }).config.loki.maxLineSize).toBe(2048);
    expect(load({ '--loki-config': loki }, { SIZE: '8KB' }).config.loki.maxLineSize).toBe(8192);
    expect(load({ '--loki-config': loki, '--expand-env': 'false' }).warnings).toHaveLength(1);
  });

  it('must be there and be YAML', () => {
    expect(() => load({ '--loki-config': '/nowhere/loki.yaml' })).toThrow('cannot read /nowhere/loki.yaml: ENOENT');
    expect(() => load({ '--loki-config': file('loki.yaml', 'a: [') })).toThrow(/loki\.yaml:1:5: not valid YAML/);
  });
});
