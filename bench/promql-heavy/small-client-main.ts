import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { SmallClientOptions, SmallTimes } from './small-client.js';
import { type SmallQuestion, smallQuestions } from './small-questions.js';

/** Asks every `EVERY_MS` ms, whether or not what was asked before is answered. A time counts from when it was to be asked. */
const EVERY_MS = 20;

const { url, end } = workerData as SmallClientOptions;
const questions = smallQuestions(end);
let times: SmallTimes = { answered: [], failures: [] };

parentPort!.on('message', () => {
  parentPort!.postMessage(times);
  times = { answered: [], failures: [] };
});

const began = performance.now();
for (let asked = 0; ; asked++) {
  const due = began + asked * EVERY_MS;
  await sleep(Math.max(0, due - performance.now()));
  void ask(questions[asked % questions.length]!, due);
}

async function ask({ name, path, send }: SmallQuestion, due: number): Promise<void> {
  try {
    const sent = send?.();
    const init = sent && { method: 'POST', headers: sent.headers, body: new Uint8Array(sent.body) };
    const answer = await fetch(url + path, init);
    const body = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${body.slice(0, 200)}`);
    times.answered.push({ name, ms: performance.now() - due });
  } catch (error) {
    times.failures.push(`${name}: ${(error as Error).message}`);
  }
}
