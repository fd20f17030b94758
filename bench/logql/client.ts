import { setTimeout as sleep } from 'node:timers/promises';
import type { LogBody } from './lines.js';
import type { LogQuestion } from './questions.js';

const PUSHERS = 2;

/** A client of Loki's API. */
export class LokiClient {
  /** `url`: the address of the server without a path. */
  constructor(private readonly url: string) {}

  /** ms until the answer is read whole. Throws on any status but 200, and where the answer is empty or, of what has no hit, is not. */
  async ask({ name, path, parameters }: Pick<LogQuestion, 'name' | 'path' | 'parameters'>, i: number): Promise<number> {
    const target = `${this.url}/loki/api/v1/${path}?${new URLSearchParams(parameters(i))}`;
    const started = performance.now();
    const answer = await fetch(target);
    const body = await answer.text();
    const ms = performance.now() - started;
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${body.slice(0, 300)}`);
    if (/"(result|data)":\[\]/.test(body) !== name.includes('no hit'))
      throw new Error(`${name}: ${body.slice(0, 300)}`);
    return ms;
  }

  /** Sends everything, over a few connections. Gives the raw bytes of lines and the entries, by their shape. */
  async push(bodies: Iterator<LogBody>): Promise<{ json: number; logfmt: number; entries: number }> {
    const sent = { json: 0, logfmt: 0, entries: 0 };
    const pusher = async () => {
      for (let next = bodies.next(); !next.done; next = bodies.next()) {
        await this.pushOne(next.value);
        sent[next.value.shape] += next.value.rawBytes;
        sent.entries += next.value.entries;
      }
    };
    await Promise.all(Array.from({ length: PUSHERS }, pusher));
    return sent;
  }

  /** Sends bodies at a pace, in raw bytes a second, whatever the server makes of it. */
  async pushPaced(bodies: readonly LogBody[], bytesPerSecond: number): Promise<void> {
    const began = performance.now();
    const sending: Promise<void>[] = [];
    let bytes = 0;
    for (const body of bodies) {
      await sleep(Math.max(0, (bytes / bytesPerSecond) * 1000 - (performance.now() - began)));
      sending.push(this.pushOne(body));
      bytes += body.rawBytes;
    }
    await Promise.all(sending);
  }

  private async pushOne({ bytes }: LogBody): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.url}/loki/api/v1/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-protobuf' },
        body: new Uint8Array(bytes),
      });
      const text = await answer.text();
      if (answer.ok) return;
      if (answer.status !== 429 && answer.status !== 503)
        throw new Error(`push: ${answer.status} ${text.slice(0, 300)}`);
      await sleep(500);
    }
  }
}
