import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { figures, PROGRAMS, type ScrapeLoad, started } from './scrape/load.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { cpuByThread, peakRss, processCpu } from './support/process-usage.js';

const USAGE = `npm run bench -- scrape [flags]

Scrapes many targets of one local server into an empty store, and prints what it cost.

  --targets N         default 1000
  --series N          of each target, default 500
  --interval S        seconds, default 15
  --seconds S         that are measured, after three intervals in which the series are new; default 75
  --profile DIR       V8 writes a CPU profile of the main thread there
`;

const flags = readFlags(USAGE, {
  targets: { type: 'string', default: '1000' },
  series: { type: 'string', default: '500' },
  interval: { type: 'string', default: '15' },
  seconds: { type: 'string', default: '75' },
  profile: { type: 'string' },
});
const [targets, series, interval, seconds] = [flags.targets, flags.series, flags.interval, flags.seconds].map(
  Number,
) as [number, number, number, number];

const directory = mkdtempSync(join(tmpdir(), 'quartet-bench-'));
const server = await started<{ port: number }>(PROGRAMS.targets, String(series));
const addresses = Array.from(
  { length: targets },
  (_, i) => `127.1.${Math.floor(i / 250)}.${(i % 250) + 1}:${server.first.port}`,
);
const file = join(directory, 'prometheus.yml');
const profile = flags.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', flags.profile];
if (flags.profile !== undefined) mkdirSync(flags.profile, { recursive: true });
writeFileSync(
  file,
  `global: {scrape_interval: ${interval}s}
scrape_configs:
- job_name: bench
  static_configs: [{targets: [${addresses.map((address) => `"${address}"`)}]}]
`,
);
const load: ScrapeLoad = { directory: join(directory, 'data'), file };
mkdirSync(load.directory);
const { child } = await started(PROGRAMS.scraper, JSON.stringify(load), profile);
try {
  const pid = child.pid!;
  await sleep(3 * interval * 1000);
  const [before, cpuBefore, threadsBefore] = [await figures(child), processCpu(pid), cpuByThread(pid)];
  await sleep(seconds * 1000);
  const [after, cpuAfter, threads] = [await figures(child), processCpu(pid), cpuByThread(pid)];
  const samples = (after.samples - before.samples) / 1e6;
  const cpu = cpuAfter - cpuBefore;
  const main = (threads.get(`main ${pid}`) ?? 0) - (threadsBefore.get(`main ${pid}`) ?? 0);
  const ms = (values: readonly number[], share: number) => `${percentile(values, share).toFixed(0)} ms`;
  const durations = after.seconds.map((value) => value * 1000);
  console.log(`
${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, load average ${loadavg()[0]!.toFixed(1)}
${targets} targets x ${series} series every ${interval} s, ${seconds} s measured; before that ${cpuBefore.toFixed(1)} CPU s
scrapes ${after.scrapes - before.scrapes}, missed ${after.missed - before.missed}, late by over 2 ms ${after.late - before.late}, failed ${after.failed - before.failed}, up ${after.up}
samples ${samples.toFixed(2)} M, ${((samples / seconds) * 1000).toFixed(1)} k/s
CPU ${cpu.toFixed(1)} s (main thread ${main.toFixed(1)}): ${(cpu / samples).toFixed(2)} s/M samples, ${((100 * cpu) / seconds).toFixed(0)} % of a core
peak RSS ${(peakRss(pid) / 1e6).toFixed(0)} MB
scrape p50 ${ms(durations, 0.5)}, p99 ${ms(durations, 0.99)}; timers late p99 ${ms(after.delays, 0.99)}, at most ${ms(after.delays, 1)}`);
  child.send('stop');
  await once(child, 'exit');
} finally {
  child.kill('SIGKILL');
  server.child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
}
