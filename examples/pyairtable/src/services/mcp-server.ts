import { ServiceError } from '../errors.js';
import type { Call } from '../peers.js';
import { tools } from '../people.js';
import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { waitAbout } from '../simulated/latency.js';
import { observe } from '../telemetry/observe.js';
import { counter, histogram } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';

const protocolVersion = '2025-06-18';

const executions = counter('mcp_tool_executions_total', 'Tool executions by outcome', ['tool', 'status']);
const duration = histogram(
  'mcp_tool_duration_seconds',
  'Time of one tool execution',
  ['tool'],
  [0.05, 0.1, 0.25, 0.5, 1, 2, 5],
);

type ToolName = (typeof tools)[number];

/** The call on airtable-gateway behind each tool. */
const airtableCalls: Readonly<Record<ToolName, (table: string) => Call>> = {
  list_records: (table) => ({ path: `/tables/${table}/records` }),
  search_records: (table) => ({ path: `/tables/${table}/records?filter=formula` }),
  create_record: (table) => ({ method: 'POST', path: `/tables/${table}/records`, body: { records: 1 } }),
  calculate_metrics: (table) => ({ path: `/tables/${table}/records?fields=amount` }),
};

/** The JSON-RPC methods of the Model Context Protocol that the platform uses. */
export function define({ peers, logger }: ServiceContext): Route[] {
  return [{ method: 'POST', path: '/rpc', handle }];

  async function handle({ body }: ServiceRequest): Promise<object> {
    const result = await dispatch(String(body.method), (body.params ?? {}) as Record<string, unknown>);
    return { jsonrpc: '2.0', id: body.id, result };
  }

  async function dispatch(method: string, params: Record<string, unknown>): Promise<unknown> {
    switch (method) {
      case 'initialize':
        return { protocolVersion, serverInfo: { name: 'pyairtable-mcp', version: '1.4.0' } };
      case 'tools/list':
        return { tools: tools.map((name) => ({ name })) };
      case 'tools/call':
        return runTool(params);
      default:
        throw new ServiceError(400, 'method_not_found', `no JSON-RPC method "${method}"`);
    }
  }

  function runTool(params: Record<string, unknown>): Promise<unknown> {
    const tool = tools.find((name) => name === params.name);
    if (tool === undefined) throw new ServiceError(404, 'tool_not_found', `no tool "${params.name}"`);
    const attributes = {
      'rpc.system': 'jsonrpc',
      'rpc.method': 'tools/call',
      'mcp.version': protocolVersion,
      'mcp.tool.name': tool,
      'protocol.type': 'mcp',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': tool,
    };
    return inSpan(`tools/call ${tool}`, 'INTERNAL', attributes, async () => {
      const started = performance.now();
      let status = 'error';
      try {
        await waitAbout(6);
        const { table } = params.arguments as { table: string };
        const result = await peers.call('airtable-gateway', airtableCalls[tool](encodeURIComponent(table)));
        status = 'success';
        return result;
      } finally {
        executions.inc({ tool, status });
        observe(duration, { tool }, (performance.now() - started) / 1_000);
        logger.info({ tool, status }, `tool ${tool}: ${status}`);
      }
    });
  }
}
