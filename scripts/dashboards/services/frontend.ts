import { perSecond, quantile } from '../expressions.js';
import { toLogs, toService } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'frontend';

/** Web Vitals: up to `warn` good, from `bad` on poor. https://web.dev/articles/vitals */
const vital = (title: string, about: string, name: string, limits: { warn: number; bad: number }, unit: string) =>
  chart({
    title,
    about: `${about} Three visits in four are at most so (p75); up to ${limits.warn} is good, from ${limits.bad} on poor.`,
    queries: [metric(quantile(0.75, `web_vitals{name="${name}"}`, 'device'), '{{device}}')],
    unit,
    ...limits,
    width: 8,
    links: toService(service),
  });

export const frontend = servicePage({
  uid: service,
  service,
  description: 'What people see: page loads, Web Vitals and errors in their browsers, and the server that serves them.',
  tags: ['frontend'],
  own: {
    title: 'What people see',
    panels: [
      vital('How soon is the content there?', 'Largest contentful paint, seconds.', 'lcp', { warn: 2.5, bad: 4 }, 's'),
      vital('How soon does a page react?', 'Interaction to next paint, seconds.', 'inp', { warn: 0.2, bad: 0.5 }, 's'),
      vital(
        'How much does it jump?',
        'Cumulative layout shift, without unit.',
        'cls',
        { warn: 0.1, bad: 0.25 },
        'none',
      ),
      chart({
        title: 'Which pages load slowly?',
        about: 'Three visits in four are loaded within this time (p75), by page and device.',
        queries: [metric(quantile(0.75, 'page_load_seconds', 'page, device'), '{{page}} on {{device}}')],
        unit: 's',
        warn: 2.5,
        bad: 4,
        links: toService(service),
      }),
      chart({
        title: 'Which errors do browsers report?',
        about:
          'Errors a minute by kind. ChunkLoadError means that a script could not be fetched: often after a release.',
        queries: [metric(`60 * ${perSecond('client_errors_total', 'kind')}`, '{{kind}}')],
        unit: 'short',
        links: [toLogs('Errors in logs', '{service_name="frontend"} | detected_level="error"')],
        nothing: 'no errors in this time',
      }),
    ],
  },
});
