import { type IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Headers that speak of the upgrade alone; HTTP2-Settings belongs to `Upgrade: h2c`. */
const OF_UPGRADE = new Set(['upgrade', 'http2-settings']);

/**
 * Hands requests for a WebSocket to `serve`, which either answers as ever, and the connection ends, or takes the socket out
 * of the response (`detachSocket`) and speaks on. `request.upgrade` tells them from others. What else clients offer to
 * upgrade to (Java's HTTP client asks every server for HTTP/2) is passed over, as RFC 9110 allows.
 */
export function acceptUpgrades(server: Server, serve: RequestListener): void {
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const socket = stream as Socket;
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      passOver(server, request, socket, head);
      return;
    }
    if (head.length > 0) socket.unshift(head);
    // Until whoever takes the socket listens.
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => socket.end());
    serve(request, response);
  });
}

/** Gives the connection back to the server, with the request's head as it would have been without the offer. */
function passOver(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (OF_UPGRADE.has(name.toLowerCase())) continue;
    const value = name.toLowerCase() === 'connection' ? withoutUpgrade(rawHeaders[i + 1]!) : rawHeaders[i + 1]!;
    if (value !== '' || name.toLowerCase() !== 'connection') lines.push(`${name}: ${value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const withoutUpgrade = (connection: string): string =>
  connection
    .split(',')
    .map((option) => option.trim())
    .filter((option) => !OF_UPGRADE.has(option.toLowerCase()))
    .join(', ');
