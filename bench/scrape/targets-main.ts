import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setInterval } from 'node:timers';
import { gzipSync } from 'node:zlib';
import { Page } from './page.js';

/** Serves every address of 127.0.0.0/8 on one port: as many targets as are wanted. Tells its port. */
const page = new Page(Number(process.argv[2]));
let plain = Buffer.from(page.next());
let packed = gzipSync(plain);
setInterval(() => {
  plain = Buffer.from(page.next());
  packed = gzipSync(plain);
}, 1000);

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const isPacked = request.headers['accept-encoding']?.includes('gzip') === true;
  response.writeHead(200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    ...(isPacked && { 'content-encoding': 'gzip' }),
  });
  response.end(isPacked ? packed : plain);
});
server.listen({ host: '0.0.0.0', port: 0, backlog: 4096 }, () =>
  process.send!({ port: (server.address() as AddressInfo).port }),
);
