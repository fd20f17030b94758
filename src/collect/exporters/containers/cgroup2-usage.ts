import type { SourceTree } from '../sources.js';
import { type ContainerUsage, type DiskUsage, workingSet } from './container-usage.js';
import { figuresOf, microseconds } from './figures.js';

/** Of a group of version 2; `at` is its directory. https://docs.kernel.org/admin-guide/cgroup-v2.html#controllers */
export async function cgroup2Usage(sys: SourceTree, at: string): Promise<ContainerUsage> {
  const file = (name: string) => sys.textIfAny(`${at}/${name}`);
  const cpu = figuresOf(await file('cpu.stat'));
  const stat = figuresOf(await file('memory.stat'));
  const events = figuresOf(await file('memory.events'));
  const usage = await sys.number(`${at}/memory.current`);
  return {
    cpu: {
      totalSeconds: microseconds(cpu('usage_usec')),
      userSeconds: microseconds(cpu('user_usec')),
      systemSeconds: microseconds(cpu('system_usec')),
      periods: cpu('nr_periods'),
      throttledPeriods: cpu('nr_throttled'),
      throttledSeconds: microseconds(cpu('throttled_usec')),
    },
    memory: {
      usage,
      workingSet: workingSet(usage, stat('inactive_file')),
      rss: stat('anon'),
      cache: stat('file'),
      mappedFiles: stat('file_mapped'),
      swap: await sys.number(`${at}/memory.swap.current`),
      kernel: stat('kernel'),
      most: await sys.number(`${at}/memory.peak`),
      failures: events('max'),
      pageFaults: stat('pgfault'),
      majorPageFaults: stat('pgmajfault'),
      kills: events('oom_kill'),
    },
    disks: disksOf((await file('io.stat')) ?? ''),
    tasks: {
      threads: await sys.number(`${at}/pids.current`),
      threadsMax: await sys.number(`${at}/pids.max`),
    },
  };
}

/** `8:0 rbytes=1 wbytes=2 rios=3 wios=4 …` */
function disksOf(text: string): DiskUsage[] {
  return [...text.matchAll(/^(\d+:\d+) (.*)$/gm)].map(([, number, rest]) => {
    const words = new Map(rest!.split(' ').map((word) => word.split('=') as [string, string]));
    const value = (name: string) => Number(words.get(name) ?? 0);
    return {
      number: number!,
      readBytes: value('rbytes'),
      writtenBytes: value('wbytes'),
      reads: value('rios'),
      writes: value('wios'),
    };
  });
}
