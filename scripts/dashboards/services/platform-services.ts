import { perSecond, quantile, share } from '../expressions.js';
import { toDashboard, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'platform-services';

export const platformServices = servicePage({
  uid: service,
  service,
  description: 'Users, workspaces and quotas: sign-ins, operations, and the database queries and cache behind them.',
  own: {
    title: 'Users, workspaces, database',
    panels: [
      chart({
        title: 'Who signs in?',
        about: 'Attempts a second by outcome.',
        queries: [metric(perSecond('auth_attempts_total', 'status'), '{{status}}')],
        isByOutcome: true,
        unit: 'ops',
        isStacked: true,
        width: 8,
        links: [toDashboard('Security', 'security')],
      }),
      chart({
        title: 'What happens to users and workspaces?',
        about: 'Operations a second.',
        queries: [
          metric(perSecond('user_operations', 'operation'), 'user: {{operation}}'),
          metric(perSecond('workspace_operations', 'operation'), 'workspace: {{operation}}'),
        ],
        unit: 'ops',
        width: 8,
        links: [toDashboard('User activity', 'activity')],
      }),
      chart({
        title: 'Is the cache of use?',
        about: 'Share of lookups that were found in the cache. CacheHitRatioLow fires below 80 %.',
        queries: [
          metric(
            share(`cache_requests_total{job="${service}", result="hit"}`, `cache_requests_total{job="${service}"}`),
            'found',
          ),
        ],
        unit: 'percentunit',
        max: 1,
        bad: 0.8,
        isMoreBetter: true,
        width: 8,
        links: [toDashboard('Caches', 'cache')],
      }),
      chart({
        title: 'How long do queries take?',
        about:
          'One query in twenty takes longer than this (p95), by operation and table. Above a second it counts as slow.',
        queries: [
          withExemplars(quantile(0.95, 'db_query_duration_seconds', 'operation, table'), '{{operation}} {{table}}'),
        ],
        unit: 's',
        warn: 1,
        links: [
          toDashboard('PostgreSQL', 'database'),
          toTraces(
            'Slow queries',
            `{ resource.service.name = "${service}" && span.db.system.name != nil && duration > 1s }`,
          ),
        ],
      }),
      chart({
        title: 'Which tables are asked?',
        about: 'Queries a second by table.',
        queries: [metric(perSecond('db_query_duration_seconds_count', 'table'), '{{table}}')],
        unit: 'ops',
        isStacked: true,
        links: [toDashboard('PostgreSQL', 'database')],
      }),
    ],
  },
});
