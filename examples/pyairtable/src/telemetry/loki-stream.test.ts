import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { settingsFromEnvironment } from '../settings.js';
import { shipToLoki, withMetadata } from './loki-stream.js';

interface Push {
  streams: { stream: Record<string, string>; values: [string, string, Record<string, string>][] }[];
}

let server: Server | undefined;

afterEach(() => server?.close());

describe('withMetadata', () => {
  it('copies the fields that identify the trace and the caller, as text', () => {
    const line = JSON.parse(withMetadata('{"msg":"m","trace_id":"t","tenant":"acme","status":200}'));
    expect(line).toMatchObject({ msg: 'm', status: 200, meta: { trace_id: 't', tenant: 'acme' } });
  });
});

describe('shipToLoki', () => {
  it('pushes what is queued when it stops, with labels and structured metadata', async () => {
    const pushes: Push[] = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      pushes.push(JSON.parse(Buffer.concat(chunks).toString()) as Push);
      response.writeHead(204).end();
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const lokiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shipping = shipToLoki(settingsFromEnvironment('airtable-gateway', { LOKI_URL: lokiUrl }));
    shipping.stream.write('{"level":40,"time":1700000000123,"msg":"slow","trace_id":"abc"}\n');
    await shipping.stop();
    const [stream] = pushes[0]?.streams ?? [];
    expect(stream?.stream).toEqual({ service: 'airtable-gateway', env: 'demo', level: 'warning' });
    const [time, line, metadata] = stream?.values[0] ?? [];
    expect(time).toBe('1700000000123000000');
    expect(JSON.parse(line ?? '')).toEqual({ level: 40, time: 1_700_000_000_123, msg: 'slow', trace_id: 'abc' });
    expect(metadata).toEqual({ trace_id: 'abc' });
  });

  it('stops without a collector', async () => {
    const shipping = shipToLoki(settingsFromEnvironment('airtable-gateway', { LOKI_URL: 'http://127.0.0.1:9' }));
    shipping.stream.write('{"level":30,"time":1,"msg":"m"}\n');
    await expect(shipping.stop()).resolves.toBeUndefined();
  });
});
