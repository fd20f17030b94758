import { type ContainerUsage, workingSet } from './container-usage.js';
import { disksOf } from './disk-counts.js';
import type { EngineDiskCount, EngineStats } from './engine-answers.js';
import { nanoseconds } from './figures.js';

/**
 * What the engine itself says of a container, where its control group is not to be read: on macOS, and of other machines.
 * https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container/operation/ContainerStats
 */
export function engineUsage(stats: EngineStats): ContainerUsage {
  const { cpu_stats: cpu = {}, memory_stats: memory = {}, blkio_stats: disks = {}, pids_stats: pids = {} } = stats;
  // Of version 1 with `total_`, of version 2 without.
  const stat = (first: string, second: string) => memory.stats?.[first] ?? memory.stats?.[second];
  return {
    cpu: {
      totalSeconds: nanoseconds(cpu.cpu_usage?.total_usage),
      userSeconds: nanoseconds(cpu.cpu_usage?.usage_in_usermode),
      systemSeconds: nanoseconds(cpu.cpu_usage?.usage_in_kernelmode),
      periods: cpu.throttling_data?.periods,
      throttledPeriods: cpu.throttling_data?.throttled_periods,
      throttledSeconds: nanoseconds(cpu.throttling_data?.throttled_time),
    },
    memory: {
      usage: memory.usage,
      workingSet: workingSet(memory.usage, stat('total_inactive_file', 'inactive_file')),
      rss: stat('total_rss', 'anon'),
      cache: stat('total_cache', 'file'),
      mappedFiles: stat('total_mapped_file', 'file_mapped'),
      swap: stat('total_swap', 'swap'),
      kernel: memory.stats?.kernel,
      most: memory.max_usage,
      failures: memory.failcnt,
      pageFaults: stat('total_pgfault', 'pgfault'),
      majorPageFaults: stat('total_pgmajfault', 'pgmajfault'),
      kills: undefined,
    },
    disks: disksOf(countsOf(disks.io_service_bytes_recursive), countsOf(disks.io_serviced_recursive)),
    networks: Object.entries(stats.networks ?? {}).map(([device, counts]) => {
      const direction = (prefix: string) => ({
        bytes: counts[`${prefix}_bytes`],
        packets: counts[`${prefix}_packets`],
        errors: counts[`${prefix}_errors`],
        dropped: counts[`${prefix}_dropped`],
      });
      return { device, received: direction('rx'), sent: direction('tx') };
    }),
    tasks: { threads: pids.current, threadsMax: pids.limit },
  };
}

const countsOf = (counts: readonly EngineDiskCount[] | null | undefined) =>
  (counts ?? []).map(({ major, minor, op, value }) => ({ disk: `${major}:${minor}`, operation: op, value }));
