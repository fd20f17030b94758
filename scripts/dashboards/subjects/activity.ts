import type { DashboardSpec } from '../dashboard.js';
import { perSecond, quantile, within } from '../expressions.js';
import { labelOf, toDashboard, toLogs, toTraces } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows } from '../panels/rows.js';
import { metric, metricNow } from '../queries.js';
import { labelVariable } from '../variables.js';

const ACTIONS = 'user_actions_total{user_id=~"$user_id"}';
const TENANT_REQUESTS = 'api_requests_per_tenant{tenant_id=~"$tenant"}';

export const activity: DashboardSpec = {
  uid: 'activity',
  title: 'User activity and business',
  description:
    'What people do: who is active, which tenants, what they use, what it brings about: chats, workflows, orders, files.',
  tags: ['business'],
  variables: [
    labelVariable('tenant', 'Tenant', 'http_requests_total{tenant!=""}'),
    labelVariable('user_id', 'User', 'user_actions_total'),
  ],
  alerts: 'category=~"security|frontend|performance"',
  sections: [
    {
      title: 'Who is there?',
      panels: [
        figure({
          title: 'Active users, 1 h',
          about: 'Users who did anything within the last hour.',
          query: metric(`count(count by (user_id) (increase(${ACTIONS}[1h]) > 0))`),
          decimals: 0,
        }),
        figure({
          title: 'Active tenants, 1 h',
          about: 'Tenants with a request within the last hour.',
          query: metric(`count(count by (tenant_id) (increase(${TENANT_REQUESTS}[1h]) > 0))`),
          decimals: 0,
        }),
        figure({
          title: 'Actions a second',
          about: 'What users do, all together.',
          query: metric(perSecond(ACTIONS)),
          unit: 'ops',
        }),
        figure({
          title: 'Sign-ins in this time',
          about: 'Successful ones within the dashboard’s time.',
          query: metric(within('auth_attempts_total{status="success"}')),
          decimals: 0,
          links: [toDashboard('Security', 'security')],
        }),
        figure({
          title: 'Orders in this time',
          about: 'Completed sagas within the dashboard’s time.',
          query: metric(within('saga_transactions_total{status="completed"}')),
          decimals: 0,
          links: [toDashboard('Sagas', 'sagas')],
        }),
        figure({
          title: 'Spent on models',
          about: 'Dollars that models cost within the dashboard’s time.',
          query: metric(within('llm_cost_dollars_total')),
          unit: 'currencyUSD',
          decimals: 2,
          links: [toDashboard('Cost and tokens', 'llm')],
        }),
      ],
    },
    {
      title: 'What do they do?',
      panels: [
        chart({
          title: 'When are people active?',
          about: 'Users who did anything within the five minutes before each moment.',
          queries: [metric(`count(sum by (user_id) (increase(${ACTIONS}[5m])) > 0)`, 'users')],
          unit: 'short',
          width: 8,
        }),
        bars({
          title: 'Who is most active?',
          about: 'The ten users with the most actions within the dashboard’s time.',
          query: metricNow(`topk(10, ${within(ACTIONS, 'user_id')})`, '{{user_id}}'),
          unit: 'locale',
          decimals: 0,
          links: [
            toTraces('What the user did', `{ span.user.id = "${labelOf('user_id')}" }`),
            toLogs('Their lines', `{service_name=~".+"} | user_id="${labelOf('user_id')}"`),
          ],
        }),
        chart({
          title: 'Which tenants ask?',
          about: 'Requests a second by tenant.',
          queries: [metric(perSecond(TENANT_REQUESTS, 'tenant_id'), '{{tenant_id}}')],
          unit: 'reqps',
          isStacked: true,
          width: 8,
          links: [toDashboard('Performance', 'performance', { tenant: labelOf('tenant_id') })],
        }),
        bars({
          title: 'What do tenants use?',
          about: 'The most asked endpoints within the dashboard’s time.',
          query: metricNow(`topk(10, ${within(TENANT_REQUESTS, 'endpoint')})`, '{{endpoint}}'),
          unit: 'locale',
          decimals: 0,
          links: [toDashboard('Performance', 'performance', { endpoint: labelOf('endpoint') })],
        }),
        chart({
          title: 'How much does one user ask?',
          about: 'Calls that a user makes in a session: the median, and the 95th percentile.',
          queries: [
            metric(quantile(0.5, 'api_calls_per_user', '', '[10m]'), 'p50'),
            metric(quantile(0.95, 'api_calls_per_user', '', '[10m]'), 'p95'),
          ],
          unit: 'short',
          width: 8,
        }),
        chart({
          title: 'Which pages are visited?',
          about: 'Page loads a second.',
          queries: [metric(perSecond('page_load_seconds_count', 'page'), '{{page}}')],
          unit: 'ops',
          isStacked: true,
          width: 8,
          links: [toDashboard('Frontend', 'frontend')],
        }),
      ],
    },
    {
      title: 'What comes of it?',
      panels: [
        chart({
          title: 'What happens to users and workspaces?',
          about: 'Operations a second of platform-services.',
          queries: [
            metric(perSecond('user_operations{tenant=~"$tenant"}', 'operation'), 'user: {{operation}}'),
            metric(perSecond('workspace_operations', 'operation'), 'workspace: {{operation}}'),
          ],
          unit: 'ops',
          width: 8,
          links: [toDashboard('Platform services', 'platform-services')],
        }),
        chart({
          title: 'Which workflows do they run?',
          about: 'Runs a second by workflow and outcome.',
          queries: [metric(perSecond('workflow_runs_total', 'workflow, status'), '{{workflow}} {{status}}')],
          unit: 'ops',
          isStacked: true,
          width: 8,
          links: [toDashboard('Workflows', 'queues')],
        }),
        chart({
          title: 'Which tools do their chats call?',
          about: 'Executions a second by tool.',
          queries: [metric(perSecond('mcp_tool_executions_total', 'tool'), '{{tool}}')],
          unit: 'ops',
          isStacked: true,
          width: 8,
          links: [toDashboard('Tools', 'mcp')],
        }),
        rows({
          title: 'Which workspaces are worked in?',
          about: 'Operations within the dashboard’s time, by workspace.',
          keys: { workspace_id: 'Workspace' },
          columns: [
            { name: 'Operations', expr: within('workspace_operations', 'workspace_id'), decimals: 0 },
            {
              name: 'Created in it',
              expr: within('workspace_operations{operation="create"}', 'workspace_id'),
              decimals: 0,
            },
          ],
        }),
        logLines({
          title: 'What do people stumble over?',
          isOfSeveral: true,
          about: 'The latest warnings and errors of the services that people meet.',
          query: '{service_name=~"frontend|api-gateway"} | detected_level=~"warn|warning|error|critical|fatal"',
          nothing: 'no warnings or errors in this time',
        }),
      ],
    },
  ],
};
