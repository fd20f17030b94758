import { TICKS_PER_SECOND } from '../host/collectors/cpu.js';
import type { SourceTree } from '../sources.js';
import { type ContainerUsage, workingSet } from './container-usage.js';
import { disksOf } from './disk-counts.js';
import { figuresOf, nanoseconds, perSecond } from './figures.js';

const ticks = perSecond(TICKS_PER_SECOND);

/** Where each controller has the group, below the root of its tree. */
export type ControllerPaths = (controller: string) => string | undefined;

/** Of a group of version 1. https://docs.kernel.org/admin-guide/cgroup-v1/index.html */
export async function cgroup1Usage(sys: SourceTree, pathOf: ControllerPaths): Promise<ContainerUsage> {
  const place = (controller: string, name: string) => `fs/cgroup/${controller}${pathOf(controller) ?? ''}/${name}`;
  const file = (controller: string, name: string) => sys.textIfAny(place(controller, name));
  const number = (controller: string, name: string) => sys.number(place(controller, name));
  const cpu = figuresOf(await file('cpu', 'cpu.stat'));
  const account = figuresOf(await file('cpuacct', 'cpuacct.stat'));
  const stat = figuresOf(await file('memory', 'memory.stat'));
  const usage = await number('memory', 'memory.usage_in_bytes');
  return {
    cpu: {
      totalSeconds: nanoseconds(await number('cpuacct', 'cpuacct.usage')),
      userSeconds: ticks(account('user')),
      systemSeconds: ticks(account('system')),
      periods: cpu('nr_periods'),
      throttledPeriods: cpu('nr_throttled'),
      throttledSeconds: nanoseconds(cpu('throttled_time')),
    },
    memory: {
      usage,
      workingSet: workingSet(usage, stat('total_inactive_file')),
      rss: stat('total_rss'),
      cache: stat('total_cache'),
      mappedFiles: stat('total_mapped_file'),
      swap: stat('total_swap'),
      kernel: await number('memory', 'memory.kmem.usage_in_bytes'),
      most: await number('memory', 'memory.max_usage_in_bytes'),
      failures: await number('memory', 'memory.failcnt'),
      pageFaults: stat('total_pgfault'),
      majorPageFaults: stat('total_pgmajfault'),
      kills: figuresOf(await file('memory', 'memory.oom_control'))('oom_kill'),
    },
    disks: disksOf(
      countsOf(await file('blkio', 'blkio.throttle.io_service_bytes_recursive')),
      countsOf(await file('blkio', 'blkio.throttle.io_serviced_recursive')),
    ),
    tasks: { threads: await number('pids', 'pids.current'), threadsMax: await number('pids', 'pids.max') },
  };
}

/** `8:0 Read 1` */
const countsOf = (text: string | undefined) =>
  [...(text ?? '').matchAll(/^(\d+:\d+) (\w+) (\d+)$/gm)].map(([, disk, operation, value]) => {
    return { disk: disk!, operation: operation!, value: Number(value) };
  });
