import type { DashboardSpec } from '../dashboard.js';
import { labelOf, toDashboard, toLogs } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows } from '../panels/rows.js';
import { metric } from '../queries.js';
import { labelVariable } from '../variables.js';

/** Without a name it is the whole machine. */
const C = 'name!="", name=~"$name"';
const NONE = 'no containers are watched: docs/exporters.md';
const BY = 'instance, name';
const rate = (counter: string, by = BY) => `sum by (${by}) (rate(${counter}{${C}}[$__rate_interval]))`;
const LIMIT = `(max by (${BY}) (container_spec_memory_limit_bytes{${C}}) > 0)`;
const MEMORY = `max by (${BY}) (container_memory_working_set_bytes{${C}})`;
const THROTTLED = `${rate('container_cpu_cfs_throttled_periods_total')} / (${rate('container_cpu_cfs_periods_total')} > 0)`;
const links = [toLogs('Its logs', `{service_name="${labelOf('name')}"}`), toDashboard('The hosts', 'host')];

export const containers: DashboardSpec = {
  uid: 'containers',
  title: 'Infrastructure: containers',
  description:
    'What containers take, against what they may take, and which of them are started again and again (cAdvisor’s names).',
  tags: ['infrastructure'],
  variables: [labelVariable('name', 'Container', 'container_last_seen{name!=""}')],
  alerts: 'category="container"',
  sections: [
    {
      title: 'Are the containers well?',
      panels: [
        figure({
          title: 'Containers that run',
          about: 'Seen within the last minute.',
          query: metric(`count(time() - max by (${BY}) (container_last_seen{${C}}) < 60)`),
          decimals: 0,
          nothing: NONE,
        }),
        figure({
          title: 'Starts in this time',
          about: 'Within the dashboard’s time. ContainerRestarting fires above two of one container in 15 minutes.',
          query: metric(`sum(changes(container_start_time_seconds{${C}}[$__range]))`),
          decimals: 0,
          warn: 1,
          bad: 5,
          nothing: NONE,
        }),
        figure({
          title: 'Killed for memory',
          about: 'Processes of containers that the kernel ended within the dashboard’s time.',
          query: metric(`sum(increase(container_oom_events_total{${C}}[$__range]))`),
          decimals: 0,
          bad: 1,
          nothing: NONE,
        }),
        figure({
          title: 'Fullest memory',
          about: 'Greatest share of its limit that a container uses. ContainerMemoryNearLimit fires above 90 %.',
          query: metric(`max(${MEMORY} / ${LIMIT})`),
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.9,
          nothing: 'no container has a limit',
        }),
        figure({
          title: 'Most throttled',
          about: 'Greatest share of periods in which a container had used its CPU quota up.',
          query: metric(`max(${THROTTLED})`),
          unit: 'percentunit',
          warn: 0.25,
          bad: 0.5,
          nothing: 'no container has a quota',
        }),
        figure({
          title: 'CPUs in use',
          about: 'By all chosen containers together: 1 is one core.',
          query: metric(`sum(rate(container_cpu_usage_seconds_total{${C}}[$__rate_interval]))`),
          decimals: 2,
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'What do they take?',
      panels: [
        chart({
          title: 'CPU',
          about: 'CPUs in use by container: 1 is one core.',
          queries: [metric(rate('container_cpu_usage_seconds_total'), '{{name}}')],
          unit: 'short',
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Memory',
          about: 'Working set of each container: what it would not give back.',
          queries: [metric(MEMORY, '{{name}}')],
          unit: 'bytes',
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Who is held back?',
          about: 'Share of periods in which the CPU quota was used up. ContainerCpuThrottled fires above 25 %.',
          queries: [metric(THROTTLED, '{{name}}')],
          unit: 'percentunit',
          warn: 0.25,
          width: 8,
          nothing: 'no container has a quota',
          links,
        }),
        chart({
          title: 'Who is near the limit of memory?',
          about: 'Share of its limit that a container uses.',
          queries: [metric(`${MEMORY} / ${LIMIT}`, '{{name}}')],
          unit: 'percentunit',
          max: 1,
          warn: 0.8,
          bad: 0.9,
          width: 8,
          nothing: 'no container has a limit',
          links,
        }),
        chart({
          title: 'Who was started again?',
          about: 'Starts within 15 minutes before each moment.',
          queries: [metric(`changes(max by (${BY}) (container_start_time_seconds{${C}})[15m:30s])`, '{{name}}')],
          unit: 'short',
          warn: 2,
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Network',
          about: 'Bytes a second that containers receive and send.',
          queries: [
            metric(rate('container_network_receive_bytes_total'), '{{name}} in'),
            metric(rate('container_network_transmit_bytes_total'), '{{name}} out'),
          ],
          unit: 'binBps',
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Disks',
          about: 'Bytes a second that containers read and write.',
          queries: [
            metric(rate('container_fs_reads_bytes_total'), '{{name}} read'),
            metric(rate('container_fs_writes_bytes_total'), '{{name}} written'),
          ],
          unit: 'binBps',
          nothing: NONE,
          links,
        }),
        rows({
          title: 'All containers',
          about: 'The latest figures of each. Click a column’s title to sort.',
          keys: { name: 'Container', instance: 'Instance' },
          columns: [
            { name: 'CPU', expr: rate('container_cpu_usage_seconds_total'), decimals: 3 },
            { name: 'Memory', expr: MEMORY, unit: 'bytes' },
            { name: 'Processes', expr: `max by (${BY}) (container_processes{${C}})`, decimals: 0 },
            { name: 'Age', expr: `time() - max by (${BY}) (container_start_time_seconds{${C}})`, unit: 'dtdurations' },
          ],
          nothing: NONE,
        }),
        logLines({
          title: 'What do they log?',
          about: 'The latest errors of services that are called as the chosen containers.',
          query: '{service_name=~"$name.*", service_name!=""} | detected_level=~"error|critical|fatal"',
          nothing: 'no errors in this time',
        }),
      ],
    },
  ],
};
