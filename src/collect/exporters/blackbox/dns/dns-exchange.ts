import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type DecodedPacket, decode, encode, type Packet, streamEncode } from 'dns-packet';
import type { DnsProbe } from '../blackbox-module.js';
import { openSocket, secureSocket } from '../open-socket.js';
import type { ProbeRun } from '../probe-run.js';

export interface DnsServer {
  readonly host: string;
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

/** One question and its answer over UDP; answers to others are passed over. */
export async function askOverUdp(run: ProbeRun, to: DnsServer, probe: DnsProbe, query: Packet): Promise<DecodedPacket> {
  const socket = createSocket(to.family === 4 ? 'udp4' : 'udp6');
  try {
    if (probe.sourceIpAddress !== undefined) {
      socket.bind({ address: probe.sourceIpAddress });
      await run.bound(once(socket, 'listening'));
    }
    socket.connect(to.port, to.address);
    await run.bound(once(socket, 'connect'));
    const answered = new Promise<DecodedPacket>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (message) => {
        const packet = decoded(message);
        if (packet !== undefined && packet.id === query.id) resolve(packet);
      });
    });
    socket.send(encode(query));
    return await run.bound(answered);
  } finally {
    socket.close();
  }
}

/** The same over TCP or TLS, where two bytes of length come first. */
export async function askOverTcp(run: ProbeRun, to: DnsServer, probe: DnsProbe, query: Packet): Promise<DecodedPacket> {
  let socket: Socket = await openSocket(run, { address: to.address, port: to.port, source: probe.sourceIpAddress });
  try {
    if (probe.isSecured) socket = await secureSocket(run, socket, to.host, probe.tls);
    socket.write(streamEncode(query));
    const packet = decoded(await run.bound(firstMessage(socket)));
    if (packet === undefined || packet.id !== query.id) throw new Error('the answer is not one to the question');
    return packet;
  } finally {
    socket.destroy();
  }
}

async function firstMessage(socket: Socket): Promise<Buffer> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE(0))
      return bytes.subarray(2, 2 + bytes.readUInt16BE(0));
  }
  throw new Error('the server closed the connection before it had answered');
}

function decoded(message: Buffer): DecodedPacket | undefined {
  try {
    return decode(message);
  } catch {
    return undefined;
  }
}
