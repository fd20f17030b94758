import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acceptUpgrades } from './http-upgrades.js';

/** A server that answers with what it got; resolves with its port. */
async function listening(): Promise<number> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => response.end(`${request.method} ${request.headers.connection ?? 'none'} [${body}]`));
  });
  acceptUpgrades(server, (_request, response) => response.writeHead(400).end('no tail here'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Everything that the server says to these pieces of a conversation, until it hangs up. */
async function said(...pieces: string[]): Promise<string> {
  const socket = connect(await listening(), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  for (const piece of pieces) {
    await new Promise((written) => socket.write(piece, written));
    await new Promise(setImmediate);
  }
  await once(socket, 'close');
  return text;
}

const LAST = 'GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

describe('upgrades', () => {
  it.each([
    [
      'with its body',
      [
        'POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\nContent-Length: 5\r\n\r\nhello',
        LAST,
      ],
    ],
    [
      'with a body that comes later',
      ['POST / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 5\r\n\r\nhe', 'llo', LAST],
    ],
    [
      'with a body in chunks',
      [
        'POST / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
        '0\r\n\r\n',
        LAST,
      ],
    ],
  ])('an offer of HTTP/2 is passed over: a request %s', async (_, pieces) => {
    const answers = await said(...pieces);
    expect(answers).toContain('POST none [hello]');
    expect(answers).toContain('GET close []');
  });

  it('a WebSocket that is refused is told so, and the connection ends', async () => {
    const answer = await said('GET /tail HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*no tail here/);
  });
});
