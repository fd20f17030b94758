import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../support/percentile.js';
import { processCpu } from '../support/process-usage.js';
import type { Body, Load } from './load.js';
import { LOADS, type LoadName } from './loads.js';
import type { Prepared, SendOrder, Sent } from './sender.js';

/** The process that sends: encodes every body before it says that it is ready, so that sending costs it little. */
const [name, scale] = process.argv.slice(2) as [LoadName, string];
const load: Load = LOADS[name];
const bodies = encode(load, load.amount * Number(scale));
tell({
  bodies: bodies.length,
  items: sum(bodies, (body) => body.items),
  rawBytes: sum(bodies, (body) => body.rawBytes),
  wireBytes: sum(bodies, (body) => body.bytes.length),
} satisfies Prepared);

process.on('message', (order: SendOrder) => {
  void send(order).then(tell, (error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit());

function encode(load: Load, amount: number): Body[] {
  const encoded: Body[] = [];
  let done = 0;
  for (const body of load.bodies()) {
    encoded.push(body);
    done += load.per === 'GB' ? body.rawBytes / 1e9 : body.items / 1e6;
    if (done >= amount) break;
  }
  return encoded;
}

/** Sends all bodies over `senders` connections, each of which waits for its answer before it sends the next. */
async function send({ port, senders }: SendOrder): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const latencies: number[] = [];
  let next = 0;
  let acknowledged = 0;
  let refusals = 0;
  const cpuBefore = processCpu(process.pid);
  const started = performance.now();
  const sender = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      for (;;) {
        const sentAt = performance.now();
        const { status, text } = await post(agent, port, body.bytes);
        if (status < 300) {
          latencies.push(performance.now() - sentAt);
          acknowledged += body.items;
          break;
        }
        if (status !== 429 && status !== 503) throw new Error(`${load.path} answered ${status}: ${text}`);
        refusals++;
        await sleep(1000);
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    seconds,
    acknowledged,
    refusals,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuSeconds: processCpu(process.pid) - cpuBefore,
  };
}

function post(agent: Agent, port: number, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: load.path,
        method: 'POST',
        headers: { ...load.headers, 'content-length': body.length },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function sum(list: readonly Body[], of: (body: Body) => number): number {
  return list.reduce((total, body) => total + of(body), 0);
}

function tell(message: Prepared | Sent): void {
  process.send!(message);
}
