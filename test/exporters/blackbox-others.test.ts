import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import { type Answer, decode, encode, streamDecode, streamEncode } from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import { answerProbe } from '../../src/collect/exporters/blackbox/probe-endpoint.js';
import { defaultBlackboxModules } from '../../src/config/blackbox/blackbox.js';
import { selfSigned } from '../support/self-signed.js';
import { probeWith } from './blackbox-modules.js';
import { labelsOfSeries, valueOfSeries } from './families.js';

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function listening(onConnection: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    cleanups.push(() => socket.destroy());
    socket.on('error', () => {});
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  cleanups.push(() => server.close());
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a TCP probe', () => {
  it('connects', async () => {
    const target = await listening(() => {});
    expect((await probeWith('{prober: tcp}', target)).isSuccess).toBe(true);
    expect((await probeWith('{prober: tcp}', 'localhost')).log.join('\n')).toContain('not of the form host:port');
  });

  it('expects and sends', async () => {
    let sent = '';
    const target = await listening((socket) => {
      socket.write('garbage\r\nSSH-2.0-Open\r\n');
      socket.on('data', (bytes) => {
        sent += bytes;
        socket.end(sent);
      });
    });
    const steps = `[{expect: "^SSH-2.0-(.+)$", labels: [{name: software, value: "$1"}], send: "hi \${1}x"}, {expect: "^hi Openx$"}]`;
    const { isSuccess, families, log } = await probeWith(`{prober: tcp, tcp: {query_response: ${steps}}}`, target);
    expect(sent, log.join('\n')).toBe('hi Openx\n');
    expect(isSuccess).toBe(true);
    expect(labelsOfSeries(families, 'probe_expect_info')).toEqual({ software: 'Open' });
    expect(valueOfSeries(families, 'probe_failed_due_to_regex')).toBe(0);
  });

  it('fails when what it expects does not come', async () => {
    const target = await listening((socket) => socket.end('nothing'));
    const { isSuccess, families } = await probeWith('{prober: tcp, tcp: {query_response: [{expect: "^220"}]}}', target);
    expect(isSuccess).toBe(false);
    expect(valueOfSeries(families, 'probe_failed_due_to_regex')).toBe(1);
    const silent = await listening(() => {});
    const late = await probeWith('{prober: tcp, tcp: {query_response: [{expect: "^220"}]}}', silent, 50);
    expect(valueOfSeries(late.families, 'probe_failed_due_to_regex')).toBe(1);
  });

  it('turns to TLS', async () => {
    const own = createSecureContext(await selfSigned());
    const target = await listening((socket) => {
      socket.write('220 ready\r\n');
      socket.once('data', () => {
        socket.write('220 go ahead\r\n');
        const secured = new TLSSocket(socket, { isServer: true, secureContext: own });
        secured.on('error', () => {});
        secured.once('data', () => secured.write('250 hello\r\n'));
      });
    });
    const steps =
      '[{expect: "^220"}, {send: STARTTLS}, {expect: "^220"}, {starttls: true}, {send: EHLO}, {expect: "^250"}]';
    const options = `{query_response: ${steps}, tls_config: {insecure_skip_verify: true}}`;
    const { isSuccess, families, log } = await probeWith(`{prober: tcp, tcp: ${options}}`, target);
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(valueOfSeries(families, 'probe_ssl_earliest_cert_expiry')).toBeGreaterThan(Date.now() / 1000);
    const strict = await probeWith(`{prober: tcp, tcp: {query_response: ${steps}}}`, target);
    expect(strict.isSuccess).toBe(false);
  });
});

const ANSWERS: Answer[] = [
  { type: 'A', name: 'shop.example', ttl: 60, data: '192.0.2.7' },
  {
    type: 'SOA',
    name: 'shop.example',
    ttl: 60,
    data: { mname: 'ns.example', rname: 'root.example', serial: 42, refresh: 1, retry: 2, expire: 3, minimum: 4 },
  },
];

describe('a DNS probe', () => {
  async function udpServer(flags = 0): Promise<string> {
    const socket: UdpSocket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    cleanups.push(() => socket.close());
    await once(socket, 'listening');
    socket.on('message', (message, { port, address }) => {
      const { id, questions } = decode(message);
      socket.send('no answer at all', port, address);
      socket.send(encode({ type: 'response', id: id!, flags, questions: questions!, answers: ANSWERS }), port, address);
    });
    return `127.0.0.1:${socket.address().port}`;
  }

  it('asks over UDP', async () => {
    const dns =
      '{query_name: shop.example, query_type: A, validate_answer_rrs: {fail_if_none_matches_regexp: ["shop.example.\\t60\\tIN\\tA\\t192.0.2.7"]}}';
    const { isSuccess, families, log } = await probeWith(`{prober: dns, dns: ${dns}}`, await udpServer());
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(valueOfSeries(families, 'probe_dns_answer_rrs')).toBe(2);
    expect(valueOfSeries(families, 'probe_dns_serial')).toBe(42);
    expect(valueOfSeries(families, 'probe_dns_query_succeeded')).toBe(1);
  });

  it.each([
    '{fail_if_matches_regexp: [192]}',
    '{fail_if_all_match_regexp: [shop]}',
    '{fail_if_not_matches_regexp: [192]}',
    '{fail_if_none_matches_regexp: ["^x"]}',
  ])('holds the answer against %s', async (checks) => {
    const dns = `{query_name: shop.example, query_type: A, validate_answer_rrs: ${checks}}`;
    const { isSuccess, log } = await probeWith(`{prober: dns, dns: ${dns}}`, await udpServer());
    expect(isSuccess).toBe(false);
    expect(log.join('\n')).toContain('Answer RRs validation failed');
  });

  it('holds the response code against those that are valid', async () => {
    const target = await udpServer(3);
    const dns = 'query_name: shop.example, query_type: A';
    expect((await probeWith(`{prober: dns, dns: {${dns}}}`, target)).log.join('\n')).toContain('NXDOMAIN');
    expect((await probeWith(`{prober: dns, dns: {${dns}, valid_rcodes: [NXDOMAIN]}}`, target)).isSuccess).toBe(true);
  });

  it('asks over TCP', async () => {
    const target = await listening((socket) => {
      socket.once('data', (bytes) => {
        const { id, questions } = streamDecode(bytes);
        socket.write(streamEncode({ type: 'response', id: id!, questions: questions!, answers: ANSWERS }));
      });
    });
    const dns = '{query_name: shop.example, query_type: SOA, transport_protocol: tcp}';
    const { isSuccess, log } = await probeWith(`{prober: dns, dns: ${dns}}`, target);
    expect(isSuccess, log.join('\n')).toBe(true);
    const garbage = await listening((socket) => socket.end('\x00\x04abcd'));
    expect((await probeWith(`{prober: dns, dns: ${dns}}`, garbage)).isSuccess).toBe(false);
  });
});

describe('a gRPC probe', () => {
  it('asks for health', async () => {
    const server = new GrpcServer();
    const bytes = (buffer: Buffer) => buffer;
    server.addService(
      {
        Check: {
          path: '/grpc.health.v1.Health/Check',
          requestStream: false,
          responseStream: false,
          requestSerialize: bytes,
          requestDeserialize: bytes,
          responseSerialize: bytes,
          responseDeserialize: bytes,
        },
      },
      {
        Check: (call: { request: Buffer }, done: (error: null, answer: Buffer) => void) =>
          done(null, Buffer.from([0x08, call.request.subarray(2).toString() === 'shop' ? 1 : 2])),
      },
    );
    cleanups.push(() => server.forceShutdown());
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    const { isSuccess, families, log } = await probeWith('{prober: grpc, grpc: {service: shop}}', `127.0.0.1:${port}`);
    expect(isSuccess, log.join('\n')).toBe(true);
    expect(valueOfSeries(families, 'probe_grpc_healthcheck_response', { serving_status: 'SERVING' })).toBe(1);
    expect(valueOfSeries(families, 'probe_grpc_status_code')).toBe(0);
    expect((await probeWith('{prober: grpc}', `127.0.0.1:${port}`)).isSuccess).toBe(false);
  });
});

describe('/probe', () => {
  const modules = defaultBlackboxModules();
  const ask = (request: Partial<Parameters<typeof answerProbe>[0]>) =>
    answerProbe(
      { target: undefined, module: undefined, isDebug: false, scrapeTimeout: '10', ...request },
      modules,
      new AbortController().signal,
    );

  it('answers with a page, or with what happened', async () => {
    const target = await listening(() => {});
    const page = await ask({ target, module: 'tcp_connect' });
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/^probe_success 1$/m);
    const debug = await ask({ target, module: 'tcp_connect', isDebug: true });
    expect(debug.body).toContain('timeout_seconds=9.5');
    expect(debug.body).toContain('Successfully dialed');
    expect(debug.body).toMatch(/^probe_success 1$/m);
  });

  it('says why ICMP is not possible', async () => {
    const { body } = await ask({ target: '127.0.0.1', module: 'icmp', isDebug: true });
    expect(body).toContain('ICMP probes are not possible here');
    expect(body).toMatch(/^probe_success 0$/m);
    expect(body).toMatch(/^probe_ip_protocol 4$/m);
  });

  it.each([
    [{ target: 'x', module: 'none' }, 'Unknown module "none"'],
    [{}, 'Target parameter is missing'],
    [{ target: 'x', scrapeTimeout: 'soon' }, 'X-Prometheus-Scrape-Timeout-Seconds'],
  ])('refuses %j', async (request, problem) => {
    const { status, body } = await ask(request);
    expect(status).toBe(400);
    expect(body).toContain(problem);
  });
});
