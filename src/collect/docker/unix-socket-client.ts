import { Agent, request as send } from 'undici';
import type { ClientAnswer, ClientRequest, HttpClient } from '../../lib/http-client/http-client.js';

/** HTTP over a Unix socket; of a URL only its path counts. */
export class UnixSocketClient implements HttpClient {
  private readonly agent: Agent;

  constructor(private readonly path: string) {
    this.agent = new Agent({ connect: { socketPath: path }, connections: 8 });
  }

  async request({ method, url, headers, body, timeoutMs, maxBodyBytes, signal }: ClientRequest): Promise<ClientAnswer> {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await send(url, {
        dispatcher: this.agent,
        method,
        headers: { ...headers },
        body: body ?? null,
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      });
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        body: await bounded(answer.body, maxBodyBytes),
      };
    } catch (error) {
      if (deadline.aborted) throw new Error(`${this.path} did not answer within ${timeoutMs} ms`);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

async function bounded(body: AsyncIterable<Buffer>, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new Error(`body size limit exceeded: more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
