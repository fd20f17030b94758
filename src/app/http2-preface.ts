import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What a connection of HTTP/2 without TLS begins with, and none of HTTP/1. https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/**
 * Looks at the first bytes of the connections of `server`: those that speak HTTP/2 go to `take`, all others to the server
 * as ever. A connection that says nothing for `timeoutMs` ends. Returns what ends those that have not said anything yet.
 */
export function divertHttp2(server: Server, timeoutMs: number, take: (connection: Socket) => void): () => void {
  const serveHttp1 = server.listeners('connection') as ((connection: Socket) => void)[];
  const silent = new Set<Socket>();
  server.removeAllListeners('connection');
  server.on('connection', (connection: Socket) => {
    const end = () => connection.destroy();
    const forget = () => silent.delete(connection);
    let head: Buffer = Buffer.alloc(0);
    const look = () => {
      const more = connection.read() as Buffer | null;
      if (more === null) return;
      head = Buffer.concat([head, more]);
      const isPreface = PREFACE.subarray(0, head.length).equals(head.subarray(0, PREFACE.length));
      // A part of it may be the start of another method.
      if (isPreface && head.length < PREFACE.length) return;
      connection.off('readable', look).off('error', end).off('timeout', end).off('close', forget).off('end', end);
      connection.setTimeout(0);
      connection.unshift(head);
      forget();
      if (isPreface) take(connection);
      else for (const serve of serveHttp1) serve.call(server, connection);
    };
    silent.add(connection);
    connection.setTimeout(timeoutMs);
    connection.on('readable', look).on('error', end).on('timeout', end).on('close', forget).on('end', end);
  });
  return () => {
    for (const connection of silent) connection.destroy();
  };
}
