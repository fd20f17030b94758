import type { DashboardSpec } from '../dashboard.js';
import { labelOf, toDashboard } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { metric, metricNow } from '../queries.js';
import { instanceVariable } from '../variables.js';

const I = 'instance=~"$instance"';
const NONE = 'no host is watched: docs/exporters.md';
/** As the rules have it: what is not shown to programs does not count. */
const DISK = `${I}, fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660"`;
const FULL = `1 - node_filesystem_avail_bytes{${DISK}} / (node_filesystem_size_bytes{${DISK}} > 0)`;
const CPU = `1 - avg by (instance) (sum by (instance, cpu) (rate(node_cpu_seconds_total{${I}, mode=~"idle|iowait"}[$__rate_interval])))`;
const MEMORY = `1 - node_memory_MemAvailable_bytes{${I}} / node_memory_MemTotal_bytes{${I}}`;
const LOAD = `node_load15{${I}} / on (instance) group_left () count by (instance) (node_cpu_seconds_total{${I}, mode="idle"})`;
const links = [toDashboard('Processes of services', 'services'), toDashboard('Containers', 'containers')];

export const host: DashboardSpec = {
  uid: 'host',
  title: 'Infrastructure: hosts and processes',
  description:
    'CPU, memory, disks, network of hosts (node_exporter’s names) and their groups of processes (process-exporter’s).',
  tags: ['infrastructure'],
  variables: [instanceVariable('node_time_seconds')],
  alerts: 'category="host"',
  sections: [
    {
      title: 'Is a host short of something?',
      panels: [
        figure({
          title: 'Busiest host: CPU',
          about: 'Share of its CPUs that is in use. HostHighCpu fires above 80 %.',
          query: metric(`max(${CPU})`),
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.95,
          nothing: NONE,
        }),
        figure({
          title: 'Fullest host: memory',
          about: 'Share of its memory that is in use. HostHighMemory fires above 80 %, HostMemoryCritical above 95 %.',
          query: metric(`max(${MEMORY})`),
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.95,
          nothing: NONE,
        }),
        figure({
          title: 'Fullest disk',
          about: 'Share that is in use. HostDiskFull fires above 85 %, HostDiskCritical above 95 %.',
          query: metric(`max(${FULL})`),
          unit: 'percentunit',
          warn: 0.85,
          bad: 0.95,
          nothing: NONE,
        }),
        figure({
          title: 'Greatest load a CPU',
          about: 'Tasks that wanted to run within 15 minutes, for each CPU. HostLoadHigh fires above 2.',
          query: metric(`max(${LOAD})`),
          decimals: 2,
          warn: 1,
          bad: 2,
          nothing: NONE,
        }),
        figure({
          title: 'Killed for memory',
          about: 'Processes that a kernel ended within the dashboard’s time, because memory ran out.',
          query: metric(`sum(increase(node_vmstat_oom_kill{${I}}[$__range]))`),
          decimals: 0,
          bad: 1,
          nothing: NONE,
        }),
        figure({
          title: 'Youngest host',
          about: 'Time since a host was started last.',
          query: metric(`min(node_time_seconds{${I}} - node_boot_time_seconds{${I}})`),
          unit: 'dtdurations',
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'CPU and memory',
      panels: [
        chart({
          title: 'How busy are CPUs?',
          about: 'Share of all CPUs of a host that is in use.',
          queries: [metric(CPU, '{{instance}}')],
          unit: 'percentunit',
          max: 1,
          warn: 0.8,
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'With what?',
          about: 'CPUs by mode: iowait is waiting for disks, steal what a hypervisor took away.',
          queries: [
            metric(`sum by (mode) (rate(node_cpu_seconds_total{${I}, mode!="idle"}[$__rate_interval]))`, '{{mode}}'),
          ],
          unit: 'short',
          isStacked: true,
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Do tasks wait for something?',
          about: 'Share of the time in which some task waited for CPU, memory or disks (pressure stall information).',
          queries: [
            metric(`rate(node_pressure_cpu_waiting_seconds_total{${I}}[$__rate_interval])`, '{{instance}} CPU'),
            metric(`rate(node_pressure_memory_waiting_seconds_total{${I}}[$__rate_interval])`, '{{instance}} memory'),
            metric(`rate(node_pressure_io_waiting_seconds_total{${I}}[$__rate_interval])`, '{{instance}} disks'),
          ],
          unit: 'percentunit',
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'How full is memory?',
          about: 'Share that programs use; what the kernel would give back does not count.',
          queries: [metric(MEMORY, '{{instance}}')],
          isOfFew: true,
          unit: 'percentunit',
          max: 1,
          warn: 0.8,
          bad: 0.95,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Does a host swap?',
          about: 'Pages a second to and from swap space. More than a few make everything slow.',
          queries: [
            metric(`rate(node_vmstat_pswpin{${I}}[$__rate_interval])`, '{{instance}} in'),
            metric(`rate(node_vmstat_pswpout{${I}}[$__rate_interval])`, '{{instance}} out'),
          ],
          isOfFew: true,
          unit: 'ops',
          nothing: NONE,
          links,
        }),
      ],
    },
    {
      title: 'Disks and network',
      panels: [
        bars({
          title: 'How full are disks?',
          about: 'Share in use of each file system.',
          query: metricNow(`topk(12, ${FULL})`, '{{instance}} {{mountpoint}}'),
          unit: 'percentunit',
          max: 1,
          warn: 0.85,
          bad: 0.95,
          nothing: NONE,
        }),
        chart({
          title: 'How busy are disks?',
          about: 'Share of the time that a disk was at work. HostDiskBusy fires above 95 %.',
          queries: [metric(`rate(node_disk_io_time_seconds_total{${I}}[$__rate_interval])`, '{{instance}} {{device}}')],
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.95,
          width: 8,
          nothing: NONE,
        }),
        chart({
          title: 'What goes over the network?',
          about: 'Bytes a second by device.',
          queries: [
            metric(
              `rate(node_network_receive_bytes_total{${I}, device!="lo"}[$__rate_interval])`,
              '{{instance}} {{device}} in',
            ),
            metric(
              `rate(node_network_transmit_bytes_total{${I}, device!="lo"}[$__rate_interval])`,
              '{{instance}} {{device}} out',
            ),
          ],
          unit: 'binBps',
          width: 8,
          nothing: NONE,
        }),
        chart({
          title: 'What is read and written?',
          about: 'Bytes a second by disk.',
          queries: [
            metric(`rate(node_disk_read_bytes_total{${I}}[$__rate_interval])`, '{{instance}} {{device}} read'),
            metric(`rate(node_disk_written_bytes_total{${I}}[$__rate_interval])`, '{{instance}} {{device}} written'),
          ],
          unit: 'binBps',
          nothing: NONE,
        }),
        chart({
          title: 'Does the network make mistakes?',
          about: 'Packets a second with errors. HostNetworkErrors fires above 1 % of a device’s packets.',
          queries: [
            metric(
              `rate(node_network_receive_errs_total{${I}}[$__rate_interval]) + rate(node_network_transmit_errs_total{${I}}[$__rate_interval])`,
              '{{instance}} {{device}}',
            ),
          ],
          unit: 'pps',
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'Processes',
      panels: [
        chart({
          title: 'Which processes take the CPU?',
          about: 'CPUs in use by group of processes, as the configuration of exporters.processes makes them.',
          queries: [
            metric(
              'topk(10, sum by (groupname) (rate(namedprocess_namegroup_cpu_seconds_total[$__rate_interval])))',
              '{{groupname}}',
            ),
          ],
          unit: 'short',
          nothing: 'no processes are watched: docs/exporters.md',
          links: [toDashboard('Processes of services', 'services', { job: labelOf('groupname') })],
        }),
        chart({
          title: 'Which processes take the memory?',
          about: 'Resident memory by group of processes.',
          queries: [metric('topk(10, namedprocess_namegroup_memory_bytes{memtype="resident"})', '{{groupname}}')],
          unit: 'bytes',
          nothing: 'no processes are watched: docs/exporters.md',
          links: [toDashboard('Processes of services', 'services', { job: labelOf('groupname') })],
        }),
      ],
    },
  ],
};
