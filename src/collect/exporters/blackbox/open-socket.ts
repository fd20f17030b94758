import { once } from 'node:events';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { errorText } from '../../../lib/http-client/error-text.js';
import type { TlsConfig } from '../../../lib/http-client/http-client-config.js';
import { TlsFiles } from '../../../lib/http-client/tls-material.js';
import type { ProbeRun } from './probe-run.js';

/** Connects to an address. The socket dies with the probe. */
export async function openSocket(
  run: ProbeRun,
  to: { readonly address: string; readonly port: number; readonly source?: string | undefined },
): Promise<Socket> {
  const local = to.source === undefined ? {} : { localAddress: to.source };
  const socket = netConnect({ host: to.address, port: to.port, ...local });
  dieWith(run, socket);
  await connected(run, socket, 'connect');
  return socket;
}

/** TLS over a connection; the certificate is held against `host` unless the settings name another one. */
export async function secureSocket(
  run: ProbeRun,
  socket: Socket,
  host: string,
  config: TlsConfig | undefined,
  protocols?: readonly string[],
): Promise<TLSSocket> {
  const { options } = await new TlsFiles(config).read();
  const servername = options.servername ?? host;
  const secured = tlsConnect({
    ...options,
    socket,
    host: servername,
    // An address is no name for SNI, but the certificate is held against it all the same.
    servername: isIP(servername) === 0 ? servername : '',
    ...(protocols !== undefined && { ALPNProtocols: [...protocols] }),
  });
  dieWith(run, secured);
  await connected(run, secured, 'secureConnect');
  return secured;
}

async function connected(run: ProbeRun, socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  try {
    await run.bound(once(socket, event));
  } catch (error) {
    socket.destroy();
    throw run.signal.aborted ? error : new Error(errorText(error));
  }
}

function dieWith(run: ProbeRun, socket: Socket): void {
  const end = () => socket.destroy();
  run.signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => run.signal.removeEventListener('abort', end));
  // Whoever waits for the socket is told; an error after that must not end the process.
  socket.on('error', () => {});
}
