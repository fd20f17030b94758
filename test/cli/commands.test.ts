import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './quartet-process.js';

const originals = new URL('../../src/config/fixtures/originals/', import.meta.url).pathname;
const bad = new URL('../../src/config/fixtures/bad/', import.meta.url).pathname;

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'quartet-cli-'));
});

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

describe('usage', () => {
  it('version', async () => {
    expect(await run(['version'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^quartet \d+\.\d+/),
    });
  });

  it('serve --help lists every setting', async () => {
    const { code, stdout } = await run(['serve', '--help'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /--storage-engine <ENGINE> .*\n[\s\S]*--loki-port <PORT>|--loki-port <PORT>[\s\S]*--storage-engine/,
    );
  });

  it.each([
    [['srve'], /^error: quartet has no command "srve"; there are serve, demo, .*, alerts, version\n$/],
    [['--loki-prot', '1'], "error: unknown option '--loki-prot'\n(Did you mean --loki-port?)\n"],
    [['--listen'], "error: option '--listen <ADDRESS>' argument missing\n"],
    [['--multitenancy', 'extra'], /^error: quartet has no command "extra"; there are serve, demo, .*, version\n$/],
    [['demo', '--fault-rate', '2'], 'error: --fault-rate: "2" is not a number from 0 to 1\n'],
    [['--retention-logs', 'x'], /^error: --retention-logs: retention\.logs: "x" is not a duration such as/],
  ])('%j exits with 2', async (args, message) => {
    const { code, stderr } = await run(args, { cwd });
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it('a bad quartet.yaml is one line and exit code 2', async () => {
    const { code, stderr, stdout } = await run(['serve', '--config', `${bad}unknown-key.yaml`], { cwd });
    expect(stderr).toMatch(/^error: \S*unknown-key\.yaml:3:1: lisen is not a known setting; did you mean listen\?\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('--strict-config refuses unknown settings of other systems', async () => {
    const { code, stderr } = await run(['--strict-config', '--loki-config', `${originals}loki-old.yaml`], { cwd });
    expect(stderr).toMatch(/^error: strictConfig: 10 unknown or bad settings\n/);
    expect(code).toBe(2);
  });
});

describe('check', () => {
  it('files as people have them', async () => {
    const names = ['loki-conformance.yaml', 'alertmanager.yml', 'rules-critical.yml', 'tempo.yaml'];
    const { code, stdout, stderr } = await run(['check', ...names.map((name) => originals + name)], { cwd });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('loki-conformance.yaml: good (Loki)\n');
    expect(stdout).toContain('rules-critical.yml: good (Prometheus rule files)\n');
  });

  it('a file with unknown settings exits with 1', async () => {
    const { code, stderr } = await run(['check', `${originals}tempo-old.yaml`], { cwd });
    expect(stderr).toMatch(/tempo-old\.yaml:1: search_enabled no longer exists in Tempo/);
    expect(stderr).toMatch(/\n5 problems\n$/);
    expect(code).toBe(1);
  });

  it.each([
    ['bad', `${bad}bad-port.yaml`],
    ['missing', '/nowhere.yaml'],
    ['unheard of', 'strange.yaml'],
  ])('a %s file exits with 2', async (_, file) => {
    writeFileSync(join(cwd, 'strange.yaml'), 'colour: blue\n');
    expect((await run(['check', file], { cwd })).code).toBe(2);
  });

  it('without files looks at what serve would have', async () => {
    const env = { QUARTET_LISTEN: '0.0.0.0' };
    const ended = await run(['check', '--strict-config', '--loki-config', `${originals}loki.yaml`], { cwd, env });
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('Loki: not needed here: server, common, memberlist, schema_config,');
    expect(ended.code).toBe(0);
  });
});
