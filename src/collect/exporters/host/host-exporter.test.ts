import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DrivenClock } from '../../../../test/support/driven-clock.js';
import { systemClock } from '../../../telemetry/clock.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { writeExposition } from '../../../wire/exposition/write-exposition.js';
import { type AskSize, FileSystemSizes } from './file-system-sizes.js';
import { HostExporter, type HostExporterOptions } from './host-exporter.js';
import { DEFAULT_HOST_EXPORTER, type HostExporterConfig } from './host-exporter-config.js';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const NOW = 1_700_000_500_250;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A host as the files of a directory have it, whose shares never answer. */
function exporter(directory: string, given: Partial<HostExporterConfig> = {}, more: Partial<HostExporterOptions> = {}) {
  const clock = new DrivenClock(NOW);
  const asked: string[] = [];
  const ask: AskSize = async (path) => {
    asked.push(path.slice(join(directory, 'root').length));
    if (path.includes('/mnt/share') || path.includes('/mnt/other')) return new Promise(() => {});
    if (path.includes('/mnt/broken')) throw Object.assign(new Error('EIO: i/o error, statfs'), { code: 'EIO' });
    return { bsize: 4096, blocks: 100, bfree: 50, bavail: 40, files: 10, ffree: 5 };
  };
  const config: HostExporterConfig = {
    ...DEFAULT_HOST_EXPORTER,
    procPath: join(directory, 'proc'),
    sysPath: join(directory, 'sys'),
    rootPath: join(directory, 'root'),
    ...given,
  };
  const sizes = new FileSystemSizes(clock, ask);
  const one = new HostExporter({ config, version: '1.0.0', clock, platform: 'linux', sizes, ...more });
  /** Goes on in time where a share does not answer. */
  const collect = async (): Promise<MetricFamily[]> => {
    const waiting = () => asked.filter((path) => path.startsWith('/mnt/share')).length;
    const before = waiting();
    let done = false;
    const families = one.collect().finally(() => {
      done = true;
    });
    await expect.poll(() => done || waiting() > before).toBe(true);
    if (!done) await clock.advance(3000);
    return families;
  };
  return { asked, collect };
}

const lines = (families: readonly MetricFamily[]) =>
  writeExposition(families)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

async function copyOfHost(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'host-'));
  ends.push(() => rm(directory, { recursive: true }));
  await cp(FIXTURES, directory, { recursive: true, verbatimSymlinks: true });
  return directory;
}

const success = (families: readonly MetricFamily[], collector: string) =>
  families
    .find(({ name }) => name === 'node_scrape_collector_success')!
    .samples.find(({ labels }) => labels.collector === collector)!.value;

it('shows a host as node_exporter does', async () => {
  const { collect } = exporter(FIXTURES);
  const expected = await readFile(join(FIXTURES, 'host.txt'), 'utf8');
  const shown = lines(await collect()).filter(
    (line) => !/^node_(scrape_collector|exporter_build|time_zone)/.test(line),
  );
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[arch() as 'x64' | 'arm64'];
  expect(shown.sort().map((line) => line.replace(`machine="${machine}"`, 'machine="x86_64"'))).toEqual(
    expected
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .sort(),
  );
});

it('says how its collectors fared', async () => {
  const { collect } = exporter(FIXTURES);
  const families = await collect();
  const fared = families.find(({ name }) => name === 'node_scrape_collector_success')!.samples;
  expect(fared.filter(({ value }) => value !== 1)).toEqual([]);
  expect(lines(families)).toContain(
    `node_exporter_build_info{version="1.0.0",goos="linux",goarch="${process.arch}"} 1`,
  );
});

it('does not ask again for the size of what does not answer', async () => {
  const { collect, asked } = exporter(FIXTURES);
  await collect();
  await collect();
  expect(asked.filter((path) => path.startsWith('/mnt/share'))).toHaveLength(1);
  expect(asked.filter((path) => path.startsWith('/mnt/other'))).toHaveLength(0);
});

it('leaves a collector out that fails, and none of the others', async () => {
  const directory = await copyOfHost();
  await rm(join(directory, 'proc/meminfo'));
  await writeFile(join(directory, 'proc/vmstat'), 'x'.repeat(5 * 1024 * 1024));
  const { collect } = exporter(directory);
  const families = await collect();
  expect(['meminfo', 'vmstat', 'cpu', 'diskstats'].map((name) => success(families, name))).toEqual([0, 0, 1, 1]);
});

it('says nothing of what is not there', async () => {
  const { collect } = exporter('/nowhere');
  const families = await collect();
  expect(success(families, 'cpu')).toBe(0);
  expect(success(families, 'hwmon')).toBe(1);
  expect(families.map(({ name }) => name)).not.toContain('node_load1');
});

it('leaves out what it is told to', async () => {
  const { collect } = exporter(FIXTURES, {
    disabled: ['cpu', 'pressure'],
    mountPointsExclude: '^/(mnt/.*|proc)$',
    networkDevicesExclude: '^eth',
    disksExclude: '',
  });
  const families = await collect();
  const of = (name: string, label: string) =>
    families.find((family) => family.name === name)?.samples.map(({ labels }) => labels[label]) ?? [];
  expect(of('node_filesystem_size_bytes', 'mountpoint')).toEqual(['/', '/run']);
  expect(of('node_network_receive_bytes_total', 'device')).toEqual([]);
  expect(of('node_network_up', 'device')).toEqual(['lo']);
  expect(of('node_disk_io_now', 'device')).toEqual(['sda', 'sda1', 'loop0', 'nvme0n1']);
  expect(of('node_scrape_collector_success', 'collector')).not.toContain('cpu');
  expect(() => exporter(FIXTURES, { disabled: ['cpus'] })).toThrow('there is no collector cpus; there are arp, ');
  expect(() => exporter(FIXTURES, { disksExclude: '(' })).toThrow('missing closing )');
});

it('shows what node says where there is no /proc', async () => {
  const { collect } = exporter('/nowhere', {}, { platform: 'darwin' });
  const names = (await collect()).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'node_boot_time_seconds',
      'node_cpu_seconds_total',
      'node_load1',
      'node_memory_total_bytes',
    ]),
  );
});

it.skipIf(process.platform !== 'linux')('has the metrics of the usual dashboards, of this machine', async () => {
  const one = new HostExporter({ config: DEFAULT_HOST_EXPORTER, version: '1.0.0', clock: systemClock });
  const families = await one.collect();
  const names = families.map(({ name }) => name);
  const wanted = (await readFile(join(FIXTURES, 'dashboard-metrics.txt'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '');
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  const seconds = (from: readonly MetricFamily[]) =>
    from.find(({ name }) => name === 'node_cpu_seconds_total')!.samples.reduce((total, { value }) => total + value, 0);
  const before = seconds(families);
  await expect.poll(async () => seconds(await one.collect()), { timeout: 10_000 }).toBeGreaterThan(before);
});
