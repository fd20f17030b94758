import { mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoveryEnvironment } from '../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import { fileDiscoverer } from './file-discoverer.js';

/** Of what is looked at again and again. */
const WAIT = { timeout: 30_000 };

let directory: string;
let found: FoundGroups;
const environment = () => discoveryEnvironment();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quartet-targets-'));
});

afterEach(async () => {
  await found.stop();
  await rm(directory, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(directory, name), text);

function run(...files: string[]) {
  const given = environment();
  const paths = files.map((file) => join(directory, file));
  found = new FoundGroups(fileDiscoverer({ kind: 'file', files: paths, refreshMs: 3_600_000 }, given));
  return given;
}

it('reads JSON and YAML that a pattern names', async () => {
  await write('a.json', '[{"targets": ["x:1", "x:2"], "labels": {"job": "x"}}, {"targets": ["y:1"]}]');
  await write('b.yml', '- targets: [z:1]\n  labels: {env: prod, shard: 1}\n');
  await write('b.txt', 'no');
  run('*.json', 'b.yml', 'none.yaml');
  await found.until(({ groups }) => groups.size === 3);
  expect([...found.groups.values()]).toEqual([
    {
      source: `${directory}/a.json:0`,
      targets: [{ __address__: 'x:1' }, { __address__: 'x:2' }],
      labels: { job: 'x', __meta_filepath: `${directory}/a.json` },
    },
    {
      source: `${directory}/a.json:1`,
      targets: [{ __address__: 'y:1' }],
      labels: { __meta_filepath: `${directory}/a.json` },
    },
    {
      source: `${directory}/b.yml:0`,
      targets: [{ __address__: 'z:1' }],
      labels: { env: 'prod', shard: '1', __meta_filepath: `${directory}/b.yml` },
    },
  ]);
});

it('follows files that change, come by renaming and go', async () => {
  await write('a.yml', '- targets: [x:1]');
  run('*.yml');
  await found.until(({ addresses }) => addresses.join() === 'x:1');
  await write('a.yml', '- targets: [x:2]');
  await found.until(({ addresses }) => addresses.join() === 'x:2');
  await write('b.new', '- targets: [y:1]');
  await rename(join(directory, 'b.new'), join(directory, 'b.yml'));
  await found.until(({ addresses }) => addresses.join() === 'x:2,y:1');
  await unlink(join(directory, 'a.yml'));
  await found.until(({ addresses }) => addresses.join() === 'y:1');
});

it.each([
  [
    'a.json',
    '[{"targets": [1]}]',
    'not a list of {"targets": ["host:port"], "labels": {"name": "value"}}: [0]["targets"][0]',
  ],
  ['a.yml', '- targets: [x:9]\n  lables: {a: b}', 'not a list of'],
  ['a.yml', '- {', 'Flow map'],
  ['a.json', '{"targets"', 'JSON'],
])('keeps the last good groups of %s while it is broken: %s', async (name, text, message) => {
  await write(name, name.endsWith('.json') ? '[{"targets": ["x:1"]}]' : '- targets: [x:1]');
  const { logged } = run(name);
  await found.until(({ groups }) => groups.size === 1);
  await write(name, text);
  await expect.poll(() => logged.at(-1), WAIT).toContain(message);
  expect(found.addresses).toEqual(['x:1']);
});
