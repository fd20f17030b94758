import { perSecond, quantile, share } from '../expressions.js';
import { labelOf, toService, toTraces } from '../links.js';
import { bars } from '../panels/bars.js';
import { chart } from '../panels/chart.js';
import { metric, metricNow, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'mcp-server';
const ofTool = [
  toTraces('Traces of the tool', `{ resource.service.name = "${service}" && name =~ ".*${labelOf('tool')}" }`),
  ...toService(service),
];

export const mcpServer = servicePage({
  uid: 'mcp',
  service,
  description: 'The tools that models call: how often, with what success, how long.',
  tags: ['llm'],
  own: {
    title: 'Its tools',
    panels: [
      chart({
        title: 'Which tools are called?',
        about: 'Executions a second by tool.',
        queries: [metric(perSecond('mcp_tool_executions_total', 'tool'), '{{tool}}')],
        unit: 'ops',
        isStacked: true,
        links: ofTool,
      }),
      chart({
        title: 'Which tools fail?',
        about:
          'Share of executions that did not succeed. McpToolFailureRateHigh fires above 10 %, McpToolsFailing where half of all fail.',
        queries: [
          metric(
            share('mcp_tool_executions_total{status!="success"}', 'mcp_tool_executions_total', 'tool'),
            '{{tool}}',
          ),
        ],
        unit: 'percentunit',
        warn: 0.1,
        bad: 0.5,
        links: ofTool,
      }),
      chart({
        title: 'How long do tools take?',
        about: 'One execution in twenty takes longer than this (p95). McpToolSlow fires above 3 s.',
        queries: [withExemplars(quantile(0.95, 'mcp_tool_duration_seconds', 'tool'), '{{tool}}')],
        unit: 's',
        warn: 3,
        links: ofTool,
      }),
      bars({
        title: 'How many executions in this time?',
        about: 'Executions by tool within the dashboard’s time.',
        query: metricNow('sort_desc(sum by (tool) (increase(mcp_tool_executions_total[$__range])))', '{{tool}}'),
        unit: 'locale',
        decimals: 0,
        width: 12,
        links: ofTool,
      }),
    ],
  },
});
