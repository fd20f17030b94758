import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { nextTurn } from '../../lib/turns.js';

/** Characters that are gathered before they are sent; making so many takes about a millisecond. */
const CHUNK = 64 * 1024;

/**
 * Sends pieces of text as a body. What fits into one chunk goes at once; of what is longer the next chunk is made when
 * the client has room for it, and others get their turn in between.
 */
export function sendText(reply: FastifyReply, pieces: Iterable<string>): FastifyReply {
  const chunks = gathered(pieces);
  const start = chunks.next();
  if (start.done === true) return reply.send('');
  const second = chunks.next();
  if (second.done === true) return reply.send(start.value);
  return reply.send(Readable.from(inTurns([start.value, second.value], chunks), { objectMode: false }));
}

async function* inTurns(begun: readonly string[], rest: Iterator<string>): AsyncGenerator<string> {
  yield* begun;
  for (;;) {
    await nextTurn();
    const next = rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
