import type { DashboardSpec } from '../dashboard.js';
import { labelOf, toDashboard, toLogs, toService } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows } from '../panels/rows.js';
import { states } from '../panels/states.js';
import { metric } from '../queries.js';
import { instanceVariable, jobVariable } from '../variables.js';

const CHOSEN = 'job=~"$job", instance=~"$instance"';
const NAME = '{{job}} {{instance}}';
const links = toService(labelOf('job'));

export const processes: DashboardSpec = {
  uid: 'services',
  title: 'System: processes of services',
  description:
    'Whether the processes of all services are up, and what they take: CPU, memory, event loop, files, connections.',
  tags: ['platform', 'system'],
  variables: [jobVariable(), instanceVariable('up{job=~"$job"}')],
  alerts: 'category=~"service|platform"',
  sections: [
    {
      title: 'Is everything up?',
      panels: [
        figure({
          title: 'Targets up',
          about: 'Share of scrape targets that answer.',
          query: metric(`avg(up{${CHOSEN}})`),
          unit: 'percentunit',
          warn: 1,
          bad: 0.9,
          isMoreBetter: true,
        }),
        figure({
          title: 'Targets down',
          about: 'Targets that do not answer. ServiceDown fires after a minute.',
          query: metric(`count(up{${CHOSEN}} == 0) or vector(0)`),
          bad: 1,
        }),
        figure({
          title: 'Restarts in this time',
          about: 'Starts of processes within the dashboard’s time. ServiceRestarting fires above two in 15 minutes.',
          query: metric(`sum(changes(process_start_time_seconds{${CHOSEN}}[$__range]))`),
          decimals: 0,
          warn: 1,
          bad: 5,
        }),
        figure({
          title: 'CPUs in use',
          about: 'By all chosen processes together: 1 is one core.',
          query: metric(`sum(rate(process_cpu_seconds_total{${CHOSEN}}[$__rate_interval]))`),
          decimals: 2,
          links: [toDashboard('The hosts', 'host')],
        }),
        figure({
          title: 'Memory in use',
          about: 'Resident memory of all chosen processes together.',
          query: metric(`sum(process_resident_memory_bytes{${CHOSEN}})`),
          unit: 'bytes',
          links: [toDashboard('The hosts', 'host')],
        }),
        figure({
          title: 'Open connections',
          about: 'Connections that clients hold to all services. TooManyConnections fires above 1000 of one service.',
          query: metric(`sum(active_connections{${CHOSEN}})`),
          warn: 1000,
        }),
        states({
          title: 'When was what up?',
          about: 'Whether each target answered its scrapes.',
          query: metric(`up{${CHOSEN}}`, NAME),
          names: { one: 'Up', zero: 'Down' },
          height: 10,
          links,
        }),
        rows({
          title: 'Which process stands out?',
          about: 'The latest figures of each process, of its event loop too (Node.js). Click a column’s title to sort.',
          keys: { job: 'Job', instance: 'Instance' },
          columns: [
            {
              name: 'CPU',
              expr: `sum by (job, instance) (rate(process_cpu_seconds_total{${CHOSEN}}[$__rate_interval]))`,
              decimals: 3,
            },
            {
              name: 'Memory',
              expr: `sum by (job, instance) (process_resident_memory_bytes{${CHOSEN}})`,
              unit: 'bytes',
            },
            {
              name: 'Loop p99',
              expr: `max by (job, instance) (nodejs_eventloop_lag_p99_seconds{${CHOSEN}})`,
              unit: 's',
              warn: 0.1,
              bad: 0.5,
            },
            {
              name: 'Age',
              expr: `time() - max by (job, instance) (process_start_time_seconds{${CHOSEN}})`,
              unit: 'dtdurations',
            },
          ],
          height: 10,
        }),
      ],
    },
    {
      title: 'What do processes take?',
      panels: [
        chart({
          title: 'CPU',
          about: 'CPUs in use by each process: 1 is one core.',
          queries: [metric(`rate(process_cpu_seconds_total{${CHOSEN}}[$__rate_interval])`, NAME)],
          unit: 'short',
          links,
        }),
        chart({
          title: 'Memory',
          about: 'Resident memory of each process. A line that only rises is a leak.',
          queries: [metric(`process_resident_memory_bytes{${CHOSEN}}`, NAME)],
          unit: 'bytes',
          links,
        }),
        chart({
          title: 'Is an event loop blocked?',
          about:
            'One turn of the event loop in a hundred comes this late (Node.js). EventLoopBlocked fires above 0.5 s.',
          queries: [metric(`nodejs_eventloop_lag_p99_seconds{${CHOSEN}}`, NAME)],
          unit: 's',
          warn: 0.1,
          bad: 0.5,
          width: 8,
          links,
        }),
        chart({
          title: 'How full is the heap?',
          about: 'Share of V8’s heap that is used (Node.js). Near 100 % for long means work for the garbage collector.',
          queries: [metric(`nodejs_heap_size_used_bytes{${CHOSEN}} / nodejs_heap_size_total_bytes{${CHOSEN}}`, NAME)],
          unit: 'percentunit',
          max: 1,
          width: 8,
          links,
        }),
        chart({
          title: 'How long does collecting garbage take?',
          about: 'Share of the time that the garbage collector of V8 runs.',
          queries: [
            metric(`sum by (job, instance) (rate(nodejs_gc_duration_seconds_sum{${CHOSEN}}[$__rate_interval]))`, NAME),
          ],
          unit: 'percentunit',
          width: 8,
          links,
        }),
        chart({
          title: 'Are there file descriptors left?',
          about: 'Share of those that the process may open. FileDescriptorsNearLimit fires above 80 %.',
          queries: [metric(`process_open_fds{${CHOSEN}} / (process_max_fds{${CHOSEN}} > 0)`, NAME)],
          unit: 'percentunit',
          warn: 0.8,
          links,
        }),
        chart({
          title: 'Who holds connections?',
          about: 'Connections that clients hold, by service.',
          queries: [metric(`sum by (service) (active_connections{${CHOSEN}})`, '{{service}}')],
          isByService: true,
          unit: 'short',
          links: toService(labelOf('service')),
        }),
      ],
    },
    {
      title: 'What do they say?',
      panels: [
        logLines({
          title: 'Starts, crashes and uncaught errors',
          isOfSeveral: true,
          about: 'Lines of the chosen services about starting, panics, tracebacks and memory that ran out.',
          query:
            '{service_name=~"$job"} |~ "(?i)panic:|traceback|uncaught|unhandled|out of memory|listening on|started"',
          width: 24,
          nothing: 'none in this time',
          links: [toLogs('All lines', '{service_name=~".+"}')],
        }),
      ],
    },
  ],
};
