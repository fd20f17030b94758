import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { nextTurn } from '../lib/turns.js';

/** Characters or bytes that are gathered before they are sent; making so many takes about a millisecond. */
const CHUNK = 64 * 1024;

/**
 * Sends pieces of text as a body. What fits into one chunk goes at once; of what is longer the next chunk is made when
 * the client has room for it, and others get their turn in between.
 */
export const sendText = (reply: FastifyReply, pieces: Iterable<string>): FastifyReply =>
  send(
    reply,
    gathered(pieces, (parts) => parts.join('')),
    '',
  );

/** Sends pieces of bytes as a body, as `sendText` does with text. */
export const sendBytes = (reply: FastifyReply, pieces: Iterable<Buffer>): FastifyReply =>
  send(reply, gathered(pieces, Buffer.concat), Buffer.alloc(0));

function send<T>(reply: FastifyReply, chunks: Iterator<T>, nothing: T): FastifyReply {
  const first = chunks.next();
  if (first.done === true) return reply.send(nothing);
  const second = chunks.next();
  if (second.done === true) return reply.send(first.value);
  return reply.send(Readable.from(inTurns([first.value, second.value], chunks), { objectMode: false }));
}

async function* inTurns<T>(begun: readonly T[], rest: Iterator<T>): AsyncGenerator<T> {
  yield* begun;
  for (;;) {
    await nextTurn();
    const next = rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function* gathered<T extends string | Buffer>(pieces: Iterable<T>, joined: (parts: readonly T[]) => T): Generator<T> {
  let waiting: T[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < CHUNK) continue;
    yield joined(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield joined(waiting);
}
