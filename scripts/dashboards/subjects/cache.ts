import type { DashboardSpec } from '../dashboard.js';
import { share } from '../expressions.js';
import { labelOf, toDashboard, toLogs, toService } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { upOrDown } from '../panels/states.js';
import { metric } from '../queries.js';
import { instanceVariable } from '../variables.js';

const I = 'instance=~"$instance"';
const NONE = 'no Redis is watched: docs/exporters.md';
const HITS = `sum by (instance) (rate(redis_keyspace_hits_total{${I}}[$__rate_interval]))`;
const MISSES = `sum by (instance) (rate(redis_keyspace_misses_total{${I}}[$__rate_interval]))`;
const links = [toLogs('Its log', '{service_name=~"redis.*"}'), toDashboard('The hosts', 'host')];

export const cache: DashboardSpec = {
  uid: 'cache',
  title: 'Cache: Redis',
  description: 'Whether caches are of use to services, and how Redis servers do (redis_exporter’s names).',
  tags: ['infrastructure', 'cache'],
  variables: [instanceVariable('redis_up')],
  alerts: 'category="cache"',
  sections: [
    {
      title: 'Is the cache well?',
      panels: [
        figure({
          title: 'Is it reachable?',
          about: 'Whether all servers answer. RedisDown fires after a minute.',
          query: metric(`min(redis_up{${I}})`),
          warn: 1,
          bad: 0,
          isMoreBetter: true,
          mappings: upOrDown({ one: 'Up', zero: 'Down' }),
          nothing: NONE,
        }),
        figure({
          title: 'Lookups that services find',
          about: 'Share of the services’ lookups that were found. CacheHitRatioLow fires below 80 %.',
          query: metric(share('cache_requests_total{result="hit"}', 'cache_requests_total')),
          unit: 'percentunit',
          warn: 0.9,
          bad: 0.8,
          isMoreBetter: true,
        }),
        figure({
          title: 'Keys that Redis finds',
          about: 'Share of keys asked for that were there. RedisHitRatioLow fires below 80 %.',
          query: metric(`sum(${HITS}) / (sum(${HITS}) + sum(${MISSES}) > 0)`),
          unit: 'percentunit',
          warn: 0.9,
          bad: 0.8,
          isMoreBetter: true,
          nothing: NONE,
        }),
        figure({
          title: 'Fullest memory',
          about: 'Greatest share of maxmemory in use. RedisMemoryHigh fires above 90 %.',
          query: metric(`max(redis_memory_used_bytes{${I}} / (redis_memory_max_bytes{${I}} > 0))`),
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.9,
          nothing: 'no limit of memory is set',
        }),
        figure({
          title: 'Clients',
          about: 'Connected clients of all servers.',
          query: metric(`sum(redis_connected_clients{${I}})`),
          decimals: 0,
          nothing: NONE,
        }),
        figure({
          title: 'Keys thrown out a second',
          about: 'Evicted because memory ran out. RedisEvictions fires above 10.',
          query: metric(`sum(rate(redis_evicted_keys_total{${I}}[$__rate_interval]))`),
          unit: 'ops',
          warn: 1,
          bad: 10,
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'Is it of use to services?',
      panels: [
        chart({
          title: 'Which services find what they look for?',
          about: 'Share of lookups that were found.',
          queries: [metric(share('cache_requests_total{result="hit"}', 'cache_requests_total', 'job'), '{{job}}')],
          isByService: true,
          unit: 'percentunit',
          max: 1,
          bad: 0.8,
          isMoreBetter: true,
          links: toService(labelOf('job')),
        }),
        chart({
          title: 'How often do services look?',
          about: 'Lookups a second by service and result.',
          queries: [
            metric('sum by (job, result) (rate(cache_requests_total[$__rate_interval]))', '{{result}} of {{job}}'),
          ],
          unit: 'ops',
          isStacked: true,
          links: toService(labelOf('job')),
        }),
      ],
    },
    {
      title: 'What do the servers do?',
      panels: [
        chart({
          title: 'Which commands are asked?',
          about: 'The ten most frequent commands, a second.',
          queries: [metric(`topk(10, sum by (cmd) (rate(redis_commands_total{${I}}[$__rate_interval])))`, '{{cmd}}')],
          unit: 'ops',
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'How long do commands take?',
          about: 'Average duration by command: the ten slowest.',
          queries: [
            metric(
              `topk(10, sum by (cmd) (rate(redis_commands_duration_seconds_total{${I}}[$__rate_interval])) / (sum by (cmd) (rate(redis_commands_total{${I}}[$__rate_interval])) > 0))`,
              '{{cmd}}',
            ),
          ],
          unit: 's',
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Are keys found?',
          about: 'Share of keys asked for that were there.',
          queries: [metric(`${HITS} / (${HITS} + ${MISSES} > 0)`, '{{instance}}')],
          unit: 'percentunit',
          max: 1,
          bad: 0.8,
          isMoreBetter: true,
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'How much memory is used?',
          about: 'Bytes in use, and those that may be.',
          queries: [
            metric(`redis_memory_used_bytes{${I}}`, '{{instance}} used'),
            metric(`redis_memory_max_bytes{${I}} > 0`, '{{instance}} at most'),
          ],
          unit: 'bytes',
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'How many keys?',
          about: 'Keys by database, and those of them that expire.',
          queries: [
            metric(`sum by (db) (redis_db_keys{${I}} > 0)`, '{{db}}'),
            metric(`sum by (db) (redis_db_keys_expiring{${I}} > 0)`, '{{db}} that expire'),
          ],
          unit: 'short',
          width: 8,
          nothing: 'there are no keys',
          links,
        }),
        chart({
          title: 'Which keys go?',
          about: 'Keys a second that expired, and that were thrown out for want of memory.',
          queries: [
            metric(`sum(rate(redis_expired_keys_total{${I}}[$__rate_interval]))`, 'expired'),
            metric(`sum(rate(redis_evicted_keys_total{${I}}[$__rate_interval]))`, 'thrown out'),
          ],
          unit: 'ops',
          width: 8,
          nothing: NONE,
          links,
        }),
        chart({
          title: 'Who is connected?',
          about: 'Clients by server, and those that wait in a blocking command.',
          queries: [
            metric(`redis_connected_clients{${I}}`, '{{instance}}'),
            metric(`redis_blocked_clients{${I}}`, '{{instance}} blocked'),
          ],
          unit: 'short',
          nothing: NONE,
          links,
        }),
        logLines({
          title: 'What does it log?',
          about: 'Warnings and errors of Redis’ own log.',
          query: '{service_name=~"redis.*"} | detected_level=~"warn|warning|error|critical|fatal"',
          height: 8,
          nothing: 'no such lines of a service called redis…',
        }),
      ],
    },
  ],
};
