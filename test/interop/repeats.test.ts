import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SENDERS } from '../durability/senders.js';
import { TestServer } from '../support/server.js';
import { GrpcSender } from '../support/server-grpc.js';
import { post } from '../support/server-requests.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.remove());

describe.each(SENDERS.map((sender) => [sender.receiver, sender] as const))(
  'a body that is sent again: %s',
  (_, sender) => {
    it('after its acknowledgement, at the same time, and after a restart is there once', async () => {
      const send = async () => expect((await post(server, sender.receiver, sender.body(0))).status).toBeLessThan(300);
      await send();
      await send();
      await Promise.all(Array.from({ length: 8 }, send));
      expect((await sender.read(server, 1)).sort()).toEqual(sender.rowKeys(0).sort());
      // The memory of bodies is gone with the process; equal rows are still one to who reads.
      await server.stop();
      await server.restart();
      await send();
      expect((await sender.read(server, 1)).sort()).toEqual(sender.rowKeys(0).sort());
    });

    it('first at the same time is there once', async () => {
      const bodies = Array.from({ length: 8 }, () => post(server, sender.receiver, sender.body(1)));
      for (const { status } of await Promise.all(bodies)) expect(status).toBeLessThan(300);
      const keys = [...sender.rowKeys(0), ...sender.rowKeys(1)];
      expect((await sender.read(server, 2)).sort()).toEqual(keys.sort());
    });
  },
);

it('spans over gRPC and HTTP are there once', async () => {
  const traces = SENDERS.find(({ receiver }) => receiver === 'otlpTraces')!;
  const grpc = new GrpcSender(server);
  expect(await grpc.send(traces.body(7))).toBeUndefined();
  expect(await grpc.send(traces.body(7))).toBeUndefined();
  grpc.close();
  expect((await post(server, 'otlpTraces', traces.body(7))).status).toBe(200);
  const keys = new Set(traces.rowKeys(7));
  expect((await traces.read(server, 8)).filter((key) => keys.has(key)).sort()).toEqual([...keys].sort());
});
