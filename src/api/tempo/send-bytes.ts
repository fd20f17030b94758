import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { nextTurn } from '../../lib/turns.js';

/** Bytes that are gathered before they are sent. */
const CHUNK = 64 * 1024;

/**
 * Sends pieces of bytes as a body, as `sendText` does with text: the next chunk is made when the client has room for it,
 * and others get their turn in between.
 */
export function sendBytes(reply: FastifyReply, pieces: Iterable<Buffer>): FastifyReply {
  const chunks = gathered(pieces);
  const first = chunks.next();
  if (first.done === true) return reply.send(Buffer.alloc(0));
  const second = chunks.next();
  if (second.done === true) return reply.send(first.value);
  return reply.send(Readable.from(inTurns([first.value, second.value], chunks), { objectMode: false }));
}

async function* inTurns(begun: readonly Buffer[], rest: Iterator<Buffer>): AsyncGenerator<Buffer> {
  yield* begun;
  for (;;) {
    await nextTurn();
    const next = rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function* gathered(pieces: Iterable<Buffer>): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < CHUNK) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}
