import { Agent, request as send } from 'undici';
import { boundedBody } from '../../lib/http-client/bounded-body.js';
import { Deadline } from '../../lib/http-client/deadline.js';
import { errorText } from '../../lib/http-client/error-text.js';
import type { ClientAnswer, ClientRequest, HttpClient } from '../../lib/http-client/http-client.js';

/** HTTP over a Unix socket; of a URL only what stands behind its host counts. */
export class UnixSocketClient implements HttpClient {
  private readonly agent: Agent;

  constructor(path: string) {
    this.agent = new Agent({ connect: { socketPath: path }, headersTimeout: 0, bodyTimeout: 0 });
  }

  async request({ method, url, headers, body, timeoutMs, maxBodyBytes, signal }: ClientRequest): Promise<ClientAnswer> {
    const deadline = new Deadline(timeoutMs, signal);
    const options = { dispatcher: this.agent, method, headers: { ...headers }, body: body ?? null };
    try {
      const answer = await send(url, { ...options, signal: deadline.signal });
      return {
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
        body: await boundedBody(answer.body, maxBodyBytes),
      };
    } catch (error) {
      throw new Error(errorText(deadline.reason ?? error));
    } finally {
      deadline.close();
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
