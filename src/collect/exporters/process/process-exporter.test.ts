import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { writeExposition } from '../../../wire/exposition/write-exposition.js';
import { ProcessExporter } from './process-exporter.js';
import { DEFAULT_GROUP_NAME, type ProcessExporterConfig, type ProcessName } from './process-exporter-config.js';

const PROC = join(import.meta.dirname, 'fixtures/proc');

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const entry = (given: Partial<ProcessName>): ProcessName => ({
  name: DEFAULT_GROUP_NAME,
  comm: [],
  exe: [],
  cmdline: [],
  ...given,
});

const exporter = (names: readonly Partial<ProcessName>[], given: Partial<ProcessExporterConfig> = {}) =>
  new ProcessExporter({ procPath: PROC, children: true, names: names.map(entry), ...given });

const page = async (one: ProcessExporter) => writeExposition(await one.collect());

/** Values of the samples of one metric by the value of a label. */
async function values(one: ProcessExporter, metric: string, label = 'groupname'): Promise<Record<string, number>> {
  const families = await one.collect();
  const samples = families.find(({ name }) => name === metric)?.samples ?? [];
  return Object.fromEntries(samples.map(({ labels, value }) => [labels[label]!, value]));
}

const groups = (one: ProcessExporter) => values(one, 'namedprocess_namegroup_num_procs');

async function copyOfProc(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'processes-'));
  ends.push(() => rm(directory, { recursive: true }));
  await cp(PROC, directory, { recursive: true });
  return directory;
}

it('shows groups of processes as process-exporter does', async () => {
  const one = exporter([{ name: '{{.Comm}}', comm: ['postgres'] }]);
  expect(await page(one)).toBe(await readFile(join(import.meta.dirname, 'fixtures/postgres.txt'), 'utf8'));
});

it.each<[string, readonly Partial<ProcessName>[], Record<string, number>]>([
  ['the base name of a program', [{ exe: ['node'] }], { node: 2 }],
  ['the path of a program', [{ exe: ['/usr/lib/postgresql/16/bin/postgres'] }], { postgres: 2 }],
  ['another path', [{ exe: ['/usr/bin/postgres'] }], {}],
  ['a name with brackets', [{ name: '{{.Comm}}', comm: ['a) strange (x'] }], { 'a) strange (x': 1 }],
  ['all of several selectors', [{ comm: ['node'], cmdline: ['--port=7002'] }], {}],
  [
    'named groups of its arguments',
    [{ name: '{{.ExeBase}}-{{.Matches.port}}', cmdline: ['app\\.js', '--port=(?P<port>\\d+)'] }],
    { 'node-7001': 2 },
  ],
  ['what was found', [{ name: '{{.Matches}}', cmdline: ['postgres: .*main'] }], { 'map[:postgres: 16/main]': 1 }],
  ['its user', [{ name: '{{.Username}}', comm: ['postgres'] }], { postgres: 2 }],
  ['its id', [{ name: '{{.ExeFull}}:{{.PID}}', comm: ['node'] }], { 'node:200': 2 }],
  ['its control group', [{ name: '{{index .Cgroups 0}}', comm: ['sh'] }], { '/system.slice/app.service': 1 }],
  ['when it began', [{ name: '{{.StartTime}}', comm: ['sh'] }], { '2023-11-14T22:13:41.000Z': 1 }],
  ['the first entry that matches', [{ name: 'first', exe: ['node'] }, { comm: ['node', 'sh'] }], { first: 1, sh: 1 }],
  ['all that have arguments', [{ name: 'all', cmdline: ['.+'] }], { all: 6 }],
])('names a group by %s', async (_, names, expected) => {
  expect(await groups(exporter(names))).toEqual(expected);
});

it('leaves children out where they are not wanted', async () => {
  expect(await groups(exporter([{ exe: ['node'] }], { children: false }))).toEqual({ node: 1 });
});

it('refuses templates and expressions that are none', () => {
  expect(() => exporter([{ name: '{{.Comm' }])).toThrow('unclosed action');
  expect(() => exporter([{ cmdline: ['(a'] }])).toThrow('missing closing )');
});

it('keeps what processes did that have ended, and counts those that came since', async () => {
  const procPath = await copyOfProc();
  const one = exporter([{ comm: ['node'], name: 'app' }], { procPath });
  const seconds = () => values(one, 'namedprocess_namegroup_cpu_seconds_total', 'mode');
  expect(await seconds()).toEqual({ user: 5.02, system: 1.01 });

  const stat = join(procPath, '200/stat');
  await writeFile(stat, (await readFile(stat, 'utf8')).replace(' 500 100 ', ' 700 150 '));
  await rm(join(procPath, '201'), { recursive: true });
  await cp(join(PROC, '201'), join(procPath, '202'), { recursive: true });
  const younger = (await readFile(join(PROC, '201/stat'), 'utf8')).replaceAll('201', '202').replace(' 2100 ', ' 2900 ');
  await writeFile(join(procPath, '202/stat'), younger);
  const { user, system } = await seconds();
  expect([user, system].map((value) => Math.round(value! * 100))).toEqual([704, 152]);

  for (const pid of [200, 202]) await rm(join(procPath, String(pid)), { recursive: true });
  expect(await groups(one)).toEqual({ app: 0 });
  expect(Math.round((await seconds()).user! * 100)).toBe(704);
});

it('does not count what a process did before it came to a group', async () => {
  const procPath = await copyOfProc();
  const one = exporter([{ comm: ['node', 'renamed'], name: 'app' }], { procPath, children: false });
  await one.collect();
  const stat = join(procPath, '40/stat');
  await writeFile(
    stat,
    (await readFile(stat, 'utf8')).replace('a) strange (x', 'renamed').replace(' 1 1 1 1 0 0 ', ' 1 1 9 9 0 0 '),
  );
  expect(await groups(one)).toEqual({ app: 2 });
  expect(await values(one, 'namedprocess_namegroup_cpu_seconds_total', 'mode')).toEqual({ user: 5, system: 1 });
});

it('counts what it may not read, and goes on', async () => {
  const procPath = await copyOfProc();
  await rm(join(procPath, '100/io'));
  const one = exporter([{ comm: ['postgres'], name: 'db' }], { procPath });
  expect(await groups(one)).toEqual({ db: 2 });
  expect(await page(one)).toContain('namedprocess_scrape_partial_errors 2\n');
  const nowhere = exporter([{ comm: ['postgres'] }], { procPath: join(procPath, 'none') });
  expect(await page(nowhere)).toContain('namedprocess_scrape_errors 1\n');
});

it.skipIf(process.platform !== 'linux')('finds itself on this machine', async () => {
  const one = exporter([{ name: 'this', cmdline: ['.*'] }], { procPath: '/proc' });
  expect((await groups(one)).this).toBeGreaterThan(0);
  const before = (await values(one, 'namedprocess_namegroup_cpu_seconds_total', 'mode')).user!;
  const until = process.cpuUsage().user + 100_000;
  while (process.cpuUsage().user < until) Math.sqrt(until);
  expect((await values(one, 'namedprocess_namegroup_cpu_seconds_total', 'mode')).user).toBeGreaterThan(before);
});
