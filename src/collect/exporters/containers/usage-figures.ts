import type { CpuUsage, DiskUsage, MemoryUsage, NetworkCounts } from './container-usage.js';

type Kind = 'counter' | 'gauge';
type Figures<T> = readonly (readonly [keyof T & string, Kind, metric: string, help: string])[];

/** cAdvisor's metric for each figure. https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */

export const CPU: Figures<CpuUsage> = [
  ['userSeconds', 'counter', 'container_cpu_user_seconds_total', 'Time of the CPUs spent in programs.'],
  ['systemSeconds', 'counter', 'container_cpu_system_seconds_total', 'Time of the CPUs spent in the kernel.'],
  ['periods', 'counter', 'container_cpu_cfs_periods_total', 'Periods in which the CPU quota was enforced.'],
  [
    'throttledPeriods',
    'counter',
    'container_cpu_cfs_throttled_periods_total',
    'Periods in which the quota was used up.',
  ],
  ['throttledSeconds', 'counter', 'container_cpu_cfs_throttled_seconds_total', 'Time spent waiting for a next period.'],
];

export const MEMORY: Figures<MemoryUsage> = [
  ['usage', 'gauge', 'container_memory_usage_bytes', 'Memory in use, all of it.'],
  ['workingSet', 'gauge', 'container_memory_working_set_bytes', 'Memory that cannot be freed soon.'],
  ['rss', 'gauge', 'container_memory_rss', 'Bytes of anonymous memory.'],
  ['cache', 'gauge', 'container_memory_cache', 'Bytes of files kept in memory.'],
  ['mappedFiles', 'gauge', 'container_memory_mapped_file', 'Bytes of files mapped into memory.'],
  ['swap', 'gauge', 'container_memory_swap', 'Bytes swapped out.'],
  ['kernel', 'gauge', 'container_memory_kernel_usage', 'Bytes that the kernel holds for it.'],
  ['most', 'gauge', 'container_memory_max_usage_bytes', 'The most memory that was ever in use.'],
  ['failures', 'counter', 'container_memory_failcnt', 'Times that the limit was reached.'],
  ['kills', 'counter', 'container_oom_events_total', 'Processes killed for want of memory.'],
];

export const DISKS: Figures<DiskUsage> = [
  ['readBytes', 'counter', 'container_fs_reads_bytes_total', 'Bytes read.'],
  ['writtenBytes', 'counter', 'container_fs_writes_bytes_total', 'Bytes written.'],
  ['reads', 'counter', 'container_fs_reads_total', 'Reads completed.'],
  ['writes', 'counter', 'container_fs_writes_total', 'Writes completed.'],
];

export const RECEIVED: Figures<NetworkCounts> = [
  ['bytes', 'counter', 'container_network_receive_bytes_total', 'Bytes received.'],
  ['packets', 'counter', 'container_network_receive_packets_total', 'Packets received.'],
  ['errors', 'counter', 'container_network_receive_errors_total', 'Errors while receiving.'],
  ['dropped', 'counter', 'container_network_receive_packets_dropped_total', 'Packets dropped while receiving.'],
];

export const SENT: Figures<NetworkCounts> = [
  ['bytes', 'counter', 'container_network_transmit_bytes_total', 'Bytes sent.'],
  ['packets', 'counter', 'container_network_transmit_packets_total', 'Packets sent.'],
  ['errors', 'counter', 'container_network_transmit_errors_total', 'Errors while sending.'],
  ['dropped', 'counter', 'container_network_transmit_packets_dropped_total', 'Packets dropped while sending.'],
];
