import type { DashboardSpec } from '../dashboard.js';
import { perSecond, share, within } from '../expressions.js';
import { BY_SERVICE, labelOf, toDashboard, toLogs } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows, traceRows } from '../panels/rows.js';
import { logs, metric, metricNow } from '../queries.js';
import { labelVariable, serviceVariable } from '../variables.js';

const S = 'service=~"$service", tenant=~"$tenant"';
const refused = (status: string) => `http_requests_total{${S}, status="${status}"}`;
const aMinute = (counter: string) => `60 * (${perSecond(counter)} or vector(0))`;
const SIGN_INS = '{service_name="platform-services"} |= "sign-in refused"';
const SECRETS = '{service_name=~".+"} |~ "AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?i)bearer [a-z0-9._-]{20,}"';

export const security: DashboardSpec = {
  uid: 'security',
  title: 'Security: sign-ins and rights',
  description: 'Who signs in and who fails to, which requests lack rights, and whether secrets stand in logs.',
  tags: ['security'],
  variables: [serviceVariable(), labelVariable('tenant', 'Tenant', 'http_requests_total{service=~"$service"}')],
  alerts: 'category="security"',
  sections: [
    {
      title: 'Is somebody trying something?',
      panels: [
        figure({
          title: 'Sign-ins that fail',
          about: 'Share of attempts. AuthFailureRateHigh fires above 30 %.',
          query: metric(share('auth_attempts_total{status!="success"}', 'auth_attempts_total')),
          unit: 'percentunit',
          warn: 0.2,
          bad: 0.3,
          links: [toLogs('Refused sign-ins', SIGN_INS)],
        }),
        figure({
          title: 'Failed, a minute',
          about: 'Sign-ins. AuthFailureBurst fires above 5 a second.',
          query: metric(aMinute('auth_attempts_total{status="failure"}')),
          decimals: 1,
          warn: 60,
          bad: 300,
          links: [toLogs('Refused sign-ins', SIGN_INS)],
        }),
        figure({
          title: 'Invalid tokens, a minute',
          about: 'InvalidTokensHigh fires above 1 a second.',
          query: metric(aMinute('auth_attempts_total{status="invalid_token"}')),
          decimals: 1,
          warn: 12,
          bad: 60,
        }),
        figure({
          title: '401, a minute',
          about: 'Requests of the chosen services by somebody who is not signed in.',
          query: metric(aMinute(refused('401'))),
          decimals: 1,
          warn: 60,
          bad: 300,
        }),
        figure({
          title: '403, a minute',
          about: 'Requests of the chosen services by somebody without the right to.',
          query: metric(aMinute(refused('403'))),
          decimals: 1,
          warn: 30,
          bad: 120,
        }),
        figure({
          title: 'Secrets in logs, 1 h',
          about: 'Lines that look as if they held keys or tokens. SecretsInLogs fires at the first.',
          query: logs(`sum(count_over_time(${SECRETS} [1h]) or vector(0))`),
          decimals: 0,
          bad: 1,
          links: [toLogs('These lines', SECRETS)],
        }),
      ],
    },
    {
      title: 'Who signs in?',
      panels: [
        chart({
          title: 'How do attempts end?',
          about: 'Attempts a second by outcome.',
          queries: [metric(perSecond('auth_attempts_total', 'status'), '{{status}}')],
          isByOutcome: true,
          isOfFew: true,
          unit: 'ops',
          isStacked: true,
          links: [toLogs('Refused sign-ins', SIGN_INS), toDashboard('platform-services', 'platform-services')],
        }),
        chart({
          title: 'For which tenants are sign-ins refused?',
          about:
            'Refusals within five minutes, of the log of platform-services. SignInsRefusedForTenant fires above 50.',
          queries: [logs(`sum by (tenant) (count_over_time(${SIGN_INS} [5m]))`, '{{tenant}}')],
          unit: 'short',
          warn: 50,
          nothing: 'no sign-in was refused',
          links: [toLogs('These lines', `${SIGN_INS} | tenant="${labelOf('tenant')}"`)],
        }),
      ],
    },
    {
      title: 'Who asks for what they may not have?',
      panels: [
        chart({
          title: 'Which services refuse?',
          about: 'Requests a second answered with 401 or 403, by service.',
          queries: [
            metric(
              perSecond(`http_requests_total{${S}, status=~"401|403"}`, 'service, status'),
              '{{service}} {{status}}',
            ),
          ],
          unit: 'reqps',
          width: 8,
          nothing: 'nothing was refused',
          links: BY_SERVICE,
        }),
        bars({
          title: 'Which endpoints?',
          about: 'Refused requests within the dashboard’s time.',
          query: metricNow(
            `topk(10, ${within(`http_requests_total{${S}, status=~"401|403"}`, 'endpoint')} > 0)`,
            '{{endpoint}}',
          ),
          unit: 'locale',
          decimals: 0,
          nothing: 'nothing was refused',
        }),
        rows({
          title: 'Which tenants?',
          about: 'Refused requests within the dashboard’s time, by tenant and HTTP status.',
          keys: { tenant: 'Tenant', status: 'Status' },
          columns: [
            {
              name: 'Requests',
              expr: `${within(`http_requests_total{${S}, status=~"401|403"}`, 'tenant, status')} > 0`,
              decimals: 0,
            },
          ],
          width: 8,
          height: 8,
          nothing: 'nothing was refused',
        }),
      ],
    },
    {
      title: 'Single cases',
      panels: [
        logLines({
          title: 'Which sign-ins were refused?',
          about: 'The latest, of the log of platform-services.',
          query: SIGN_INS,
          nothing: 'none in this time',
        }),
        traceRows({
          title: 'Which requests were refused?',
          about: 'The latest traces with an answer 401 or 403.',
          query: '{ span.http.response.status_code = 401 || span.http.response.status_code = 403 }',
          nothing: 'none in this time',
        }),
        logLines({
          title: 'Which lines hold secrets?',
          isOfSeveral: true,
          about: 'The latest lines that look as if they held keys or tokens.',
          query: SECRETS,
          width: 24,
          height: 6,
          nothing: 'none in this time',
        }),
      ],
    },
  ],
};
