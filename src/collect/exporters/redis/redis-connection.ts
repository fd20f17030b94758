import { createClient } from '@redis/client';
import { readSecret } from '../../../lib/http-client/secret.js';
import { TlsFiles } from '../../../lib/http-client/tls-material.js';
import { parseAddress, type RedisTarget } from './redis-target.js';

/** What a Redis replies. */
export type Reply = string | number | null | readonly Reply[] | undefined;

/** Sends commands one after another; rejects with the server's words. */
export type Ask = (...command: string[]) => Promise<Reply>;

/**
 * Connects, hands `work` what asks, and closes. Rejects where the server cannot be reached or refuses the password, and when
 * the signal comes.
 */
export async function withRedis<T>(
  target: RedisTarget,
  connectTimeoutMs: number,
  signal: AbortSignal,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const client = createClient(await clientOptions(target, connectTimeoutMs));
  let failure: Error | undefined;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      failure ??= error;
      reject(failure);
    };
  });
  failed.catch(() => {});
  client.on('error', fail);
  const giveUp = () => fail(new Error('the scrape was given up'));
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const connected = client.connect();
  connected.catch(() => {});
  try {
    await Promise.race([connected, failed]);
    return await Promise.race([work((...command) => client.sendCommand<Reply>(command)), failed]);
  } finally {
    signal.removeEventListener('abort', giveUp);
    client.destroy();
  }
}

async function clientOptions(target: RedisTarget, connectTimeout: number): Promise<Parameters<typeof createClient>[0]> {
  const place = parseAddress(target.address);
  const username = place.username ?? target.username;
  const password = place.password ?? (target.password === undefined ? undefined : await readSecret(target.password));
  const common = { connectTimeout, reconnectStrategy: false as const };
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    RESP: 2,
    disableClientInfo: true,
    socket:
      place.path !== undefined
        ? { ...common, path: place.path, tls: false as const }
        : place.isSecured
          ? {
              ...common,
              host: place.host,
              port: place.port,
              tls: true as const,
              ...(await secured(target, place.host)),
            }
          : { ...common, host: place.host, port: place.port },
  };
}

async function secured({ tls }: RedisTarget, host: string) {
  const { options } = await new TlsFiles(tls).read();
  return { servername: host, ...options };
}
