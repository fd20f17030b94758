import type { Route, ServiceContext, ServiceRequest } from '../service.js';
import { chat, embed } from '../simulated/gemini.js';
import { between } from '../simulated/latency.js';
import { inSpan } from '../telemetry/spans.js';

export function define({ peers, logger }: ServiceContext): Route[] {
  return [
    { method: 'POST', path: '/chat', handle: answer },
    { method: 'POST', path: '/summaries', handle: summarise },
  ];

  /** Plans with the model, runs the tool that it asks for, and lets it phrase the answer. */
  function answer({ body }: ServiceRequest): Promise<object> {
    const tool = String(body.tool ?? 'list_records');
    const table = String(body.table ?? 'contacts');
    return inSpan('agent turn', 'INTERNAL', { 'gen_ai.operation.name': 'invoke_agent' }, async () => {
      await embed(between(20, 80));
      const plan = await chat(between(300, 900), 'tool_calls');
      const result = await peers.call('mcp-server', {
        method: 'POST',
        path: '/rpc',
        body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: { table } } },
      });
      const reply = await chat(plan.inputTokens + between(400, 1_600), 'stop');
      const tokens = plan.outputTokens + reply.inputTokens + reply.outputTokens;
      logger.info({ tool, table, tokens }, 'chat answered');
      return { tokens, result };
    });
  }

  async function summarise(): Promise<object> {
    const { inputTokens, outputTokens } = await chat(between(800, 3_000), 'stop');
    logger.info({ tokens: inputTokens + outputTokens }, 'summary written');
    return { inputTokens, outputTokens };
  }
}
