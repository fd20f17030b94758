import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { observe } from '../telemetry/observe.js';
import { counter, histogram } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';
import { meetFault } from './fault-injection.js';
import { between, waitAbout } from './latency.js';

const provider = 'gemini';
const model = 'gemini-2.5-flash';
const embeddingModel = 'gemini-embedding-001';

/** US dollars for one token, by kind. */
const prices = { input: 0.3 / 1e6, output: 2.5 / 1e6 } as const;

const requests = counter('llm_requests_total', 'Calls to a model by outcome', ['provider', 'model', 'status']);
const tokens = counter('llm_tokens_total', 'Tokens sent and received', ['provider', 'model', 'kind']);
const cost = counter('llm_cost_dollars_total', 'What the tokens cost, in US dollars', ['provider', 'model']);
const duration = histogram(
  'llm_request_duration_seconds',
  'Time of one call to a model',
  ['provider', 'model'],
  [0.1, 0.25, 0.5, 1, 2, 3, 5, 10],
);

export interface Completion {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One chat completion, as a client span by the semantic conventions for generative AI; never with the texts. */
export function chat(inputTokens: number, finishReason: 'stop' | 'tool_calls'): Promise<Completion> {
  const attributes = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'gcp.gemini',
    'gen_ai.system': 'gemini',
    'gen_ai.request.model': model,
    'gen_ai.request.temperature': 0.2,
    'server.address': 'generativelanguage.googleapis.com',
    'server.port': 443,
    'peer.service': 'gemini',
  };
  return inSpan(`chat ${model}`, 'CLIENT', attributes, async (span) => {
    const completion = await measured(model, async () => {
      await meetFault('gemini');
      await waitAbout(finishReason === 'stop' ? 420 : 180, 0.35);
      return { inputTokens, outputTokens: finishReason === 'stop' ? between(120, 600) : between(25, 60) };
    });
    count(model, 'input', completion.inputTokens);
    count(model, 'output', completion.outputTokens);
    span.setAttributes({
      'gen_ai.response.model': model,
      'gen_ai.response.finish_reasons': [finishReason],
      'gen_ai.usage.input_tokens': completion.inputTokens,
      'gen_ai.usage.output_tokens': completion.outputTokens,
    });
    return completion;
  });
}

/** One embedding; the platform counts embeddings but does not trace them. */
export function embed(inputTokens: number): Promise<void> {
  return context.with(suppressTracing(context.active()), async () => {
    await measured(embeddingModel, () => waitAbout(35, 0.3));
    count(embeddingModel, 'input', inputTokens);
  });
}

async function measured<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  let status = 'error';
  try {
    const result = await work();
    status = 'success';
    return result;
  } finally {
    requests.inc({ provider, model: name, status });
    observe(duration, { provider, model: name }, (performance.now() - started) / 1_000);
  }
}

function count(name: string, kind: keyof typeof prices, amount: number): void {
  tokens.inc({ provider, model: name, kind }, amount);
  cost.inc({ provider, model: name }, amount * prices[kind]);
}
