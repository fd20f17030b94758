import { expect } from 'vitest';
import type { TestServer } from '../support/server.js';
import { type Answer, send } from '../support/server-requests.js';
import type { HttpReceiver } from './receivers.js';

/** Posts `body` as the receiver's senders do, with other headers where given. */
export function attack(
  server: TestServer,
  { dialect, path, type, headers = {} }: HttpReceiver,
  body: Uint8Array,
  others: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(server.url(dialect, path), body, { 'content-type': type, ...headers, ...others });
}

/** Success, or a refusal in the dialect's shape: never a fault of the server's. */
export function expectJudged(receiver: HttpReceiver, answer: Answer, what = ''): void {
  const about = `${receiver.name} ${what}: ${answer.status} ${answer.body.subarray(0, 300)}`;
  if (answer.status === 500 && receiver.refusedWith500?.test(String(answer.body))) {
    receiver.shape(answer);
    return;
  }
  expect(answer.status, about).toBeLessThan(500);
  if (answer.status >= 300) expectRefused(receiver, answer, what);
}

export function expectRefused(receiver: HttpReceiver, answer: Answer, what = '', status?: number): void {
  const about = `${receiver.name} ${what}: ${answer.status} ${answer.body.subarray(0, 300)}`;
  expect(answer.status, about).toBeGreaterThanOrEqual(400);
  expect(answer.status, about).toBeLessThan(500);
  if (status !== undefined) expect(answer.status, about).toBe(status);
  receiver.shape(answer);
}

let goodRequests = 1_000_000;

/** The next good request is served. */
export async function expectServing(server: TestServer, receiver: HttpReceiver): Promise<void> {
  const message = receiver.message(goodRequests++);
  const answer = await attack(server, receiver, receiver.wrap?.(message) ?? message);
  expect(answer.status, `${receiver.name}: ${answer.body}`).toBeGreaterThanOrEqual(200);
  expect(answer.status, `${receiver.name}: ${answer.body}`).toBeLessThan(300);
}
