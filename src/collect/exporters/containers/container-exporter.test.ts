import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DrivenClock } from '../../../../test/support/driven-clock.js';
import { type ApiRoute, RecordedApi } from '../../../../test/support/recorded-api.js';
import { createHttpClient } from '../../../lib/http-client/create-http-client.js';
import { PLAIN_HTTP } from '../../../lib/http-client/http-client-config.js';
import { writeExposition } from '../../../wire/exposition/write-exposition.js';
import { DockerClient } from '../../docker/docker-client.js';
import { ContainerExporter } from './container-exporter.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const WEB = '1f1c0000000000000000000000000000000000000000000000000000000000aa';
const WORKER = '2e2c0000000000000000000000000000000000000000000000000000000000bb';

const fixture = async (name: string): Promise<string> => readFile(join(import.meta.dirname, 'fixtures', name), 'utf8');
const recorded = async (name: string): Promise<ApiRoute> => ({ json: JSON.parse(await fixture(name)) });

const MACHINE = {
  'proc/cpuinfo': 'processor\t: 0\nphysical id\t: 0\ncore id\t: 0\n\nprocessor\t: 1\nphysical id\t: 0\ncore id\t: 0\n',
  'proc/meminfo':
    'MemTotal:       1000 kB\nMemFree:         400 kB\nInactive(file):  100 kB\nSwapTotal:        50 kB\n',
  'proc/diskstats': '   8       0 sda 1 2 3 4\n   8       1 sda1 1 2 3 4\n',
  'proc/sys/kernel/random/boot_id': 'boot\n',
  'proc/sys/kernel/osrelease': '6.1.0\n',
  'root/etc/machine-id': 'machine\n',
  'root/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'sys/class/dmi/id/product_uuid': 'uuid\n',
};

const NET_DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:       7       7    0    0    0     0          0         0        7       7    0    0    0     0       0          0
  eth0:    1000      10    1    2    0     0          0         0     2000      20    3    4    0     0       0          0
`;

const stat = (pid: number, state: string) => `${pid} (web) ${state} 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0 0\n`;

const PROCESSES = {
  'proc/4242/net/dev': NET_DEV,
  'proc/4242/stat': stat(4242, 'S'),
  'proc/4243/stat': stat(4243, 'D'),
};

const SCOPE = `sys/fs/cgroup/system.slice/docker-${WEB}.scope`;

const CGROUP_2 = {
  ...PROCESSES,
  'proc/4242/cgroup': `0::/system.slice/docker-${WEB}.scope\n`,
  'sys/fs/cgroup/cgroup.controllers': 'cpu io memory pids\n',
  'sys/fs/cgroup/cpu.stat': 'usage_usec 9000000\nuser_usec 6000000\nsystem_usec 3000000\n',
  [`${SCOPE}/cpu.stat`]:
    'usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\nnr_periods 30\nnr_throttled 3\nthrottled_usec 1500000\n',
  [`${SCOPE}/memory.current`]: '8000000\n',
  [`${SCOPE}/memory.peak`]: '9000000\n',
  [`${SCOPE}/memory.swap.current`]: '4096\n',
  [`${SCOPE}/memory.stat`]:
    'anon 3000000\nfile 4000000\nkernel 1000000\nfile_mapped 500\ninactive_file 2000000\npgfault 100\npgmajfault 7\n',
  [`${SCOPE}/memory.events`]: 'low 0\nhigh 0\nmax 5\noom 1\noom_kill 1\n',
  [`${SCOPE}/io.stat`]:
    '8:0 rbytes=100 wbytes=200 rios=3 wios=4 dbytes=0 dios=0\n9:9 rbytes=1 wbytes=2 rios=1 wios=1\n',
  [`${SCOPE}/pids.current`]: '12\n',
  [`${SCOPE}/pids.max`]: 'max\n',
  [`${SCOPE}/cgroup.procs`]: '4242\n4243\n',
};

const first = (controller: string, file: string) => `sys/fs/cgroup/${controller}/docker/${WEB}/${file}`;

const CGROUP_1 = {
  ...PROCESSES,
  'proc/4242/cgroup': ['9:name=systemd', '5:memory', '4:cpu,cpuacct', '3:blkio', '2:pids']
    .map((controllers) => `${controllers}:/docker/${WEB}\n`)
    .join(''),
  [first('cpuacct', 'cpuacct.usage')]: '2500000000\n',
  [first('cpuacct', 'cpuacct.stat')]: 'user 200\nsystem 50\n',
  [first('cpu', 'cpu.stat')]: 'nr_periods 30\nnr_throttled 3\nthrottled_time 1500000000\n',
  [first('memory', 'memory.usage_in_bytes')]: '8000000\n',
  [first('memory', 'memory.max_usage_in_bytes')]: '9000000\n',
  [first('memory', 'memory.kmem.usage_in_bytes')]: '1000000\n',
  [first('memory', 'memory.failcnt')]: '5\n',
  [first('memory', 'memory.oom_control')]: 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
  [first('memory', 'memory.stat')]:
    'cache 1\nrss 1\ntotal_cache 4000000\ntotal_rss 3000000\ntotal_swap 4096\ntotal_mapped_file 500\ntotal_inactive_file 2000000\ntotal_pgfault 100\ntotal_pgmajfault 7\n',
  [first('memory', 'cgroup.procs')]: '4242\n4243\n',
  [first('blkio', 'blkio.throttle.io_service_bytes_recursive')]:
    '8:0 Read 100\n8:0 Write 200\n8:0 Total 300\n9:9 Read 1\n9:9 Write 2\nTotal 303\n',
  [first('blkio', 'blkio.throttle.io_serviced_recursive')]: '8:0 Read 3\n8:0 Write 4\n9:9 Read 1\n9:9 Write 1\n',
  [first('pids', 'pids.current')]: '12\n',
  [first('pids', 'pids.max')]: 'max\n',
};

async function engine(): Promise<RecordedApi> {
  const api = await RecordedApi.start({
    '/containers/json': { json: [{ Id: WEB }, { Id: WORKER }, { Id: 'gone' }] },
    [`/containers/${WEB}/json`]: await recorded('inspected-web.json'),
    [`/containers/${WORKER}/json`]: await recorded('inspected-worker.json'),
    [`/containers/${WORKER}/stats`]: await recorded('stats-worker.json'),
    '/version': { json: { Version: '27.0.1' } },
  });
  ends.push(() => api.stop());
  return api;
}

async function exporter(
  files: Readonly<Record<string, string>>,
  api: RecordedApi,
): Promise<[ContainerExporter, DrivenClock]> {
  const directory = await mkdtemp(join(tmpdir(), 'containers-'));
  ends.push(() => rm(directory, { recursive: true }));
  for (const [path, text] of Object.entries({ ...MACHINE, ...files })) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  const clock = new DrivenClock(1_767_400_000_500);
  const one = new ContainerExporter({
    docker: new DockerClient({ host: api.url, http: PLAIN_HTTP, httpClient: createHttpClient }),
    procPath: join(directory, 'proc'),
    sysPath: join(directory, 'sys'),
    rootPath: join(directory, 'root'),
    version: '1.0.0',
    clock,
  });
  ends.push(() => one.close());
  return [one, clock];
}

/** Labels that stand often, as the expected page has them. */
const SHORT = {
  [`container_label_com_docker_compose_service="web",id="/system.slice/docker-${WEB}.scope",image="shop/web:1.4",name="shop-web-1"`]:
    'web',
  [`container_label_com_docker_compose_service="web",id="/docker/${WEB}",image="shop/web:1.4",name="shop-web-1"`]:
    'web of version 1',
  [`id="/docker/${WORKER}",image="worker",name="worker"`]: 'worker',
  'boot_id="boot",machine_id="machine",system_uuid="uuid"': 'machine',
  'id="/"': 'all',
};

/** The page without help, with short labels, sorted. */
const page = async (one: ContainerExporter) =>
  Object.entries(SHORT)
    .reduce((text, [labels, short]) => text.replaceAll(labels, short), writeExposition(await one.collect()))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .sort();

const expected = async (name: string) =>
  (await fixture(name))
    .split('\n')
    .filter((line) => line !== '')
    .sort();

it('shows containers by their control groups of version 2, and by the engine where these are elsewhere', async () => {
  const [one] = await exporter(CGROUP_2, await engine());
  expect(await page(one)).toEqual(await expected('version-2.txt'));
});

it('reads the same from control groups of version 1', async () => {
  const [one] = await exporter(CGROUP_1, await engine());
  const shown = (await page(one)).filter((line) => line.includes('{web of version 1'));
  expect(shown.map((line) => line.replace(' of version 1', '')).sort()).toEqual(
    (await expected('version-2.txt')).filter((line) => line.includes('{web')),
  );
});

it('finds a group whose path is told from within another container', async () => {
  const [one] = await exporter({ ...CGROUP_2, 'proc/4242/cgroup': `0::/../docker-${WEB}.scope\n` }, await engine());
  expect(await page(one)).toEqual(await expected('version-2.txt'));
});

it('says that the engine does not answer, with all else that it knows', async () => {
  const api = await engine();
  api.routes.set('/containers/json', () => {});
  const asked = api.asked.bind(api, '/containers/json');
  const [one, clock] = await exporter(CGROUP_2, api);
  const answer = page(one);
  await expect.poll(() => asked().length).toBe(1);
  await clock.advance(8000);
  const lines = await answer;
  expect(lines).toContain('container_scrape_error 1');
  expect(lines).toContain('machine_cpu_cores{machine} 2');
});

it('goes on where one container fails', async () => {
  const api = await engine();
  api.routes.set(`/containers/${WORKER}/stats`, (_, response) => response.writeHead(500).end('broken'));
  const [one] = await exporter(CGROUP_2, api);
  const lines = await page(one);
  expect(lines).toContain('container_scrape_error 1');
  expect(lines.filter((line) => line.includes('{web')).length).toBeGreaterThan(30);
});
