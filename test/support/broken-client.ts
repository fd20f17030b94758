import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends the head of a POST that promises more than `part`, then `part` of the body, and hangs up. */
export async function hangUpInBody(port: number, path: string, contentType: string, part: Uint8Array): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const length = part.length + 1000;
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`);
  socket.end(part);
  socket.resume();
  await once(socket, 'close');
}
