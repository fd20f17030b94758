import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import { z } from 'zod';
import { entriesOf, type ShownEntry } from './entry.js';
import {
  endpoint,
  type LokiServer,
  parseJson,
  refusal,
  streamSchema,
  tenantHeaders,
  unreachable,
} from './loki-answer.js';

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs */
const frameSchema = z.object({
  streams: z.array(streamSchema).nullish(),
  dropped_entries: z.array(z.unknown()).nullish(),
});

/** Between two attempts after a connection is lost, ms; doubles up to the longest. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
/** Entries that a new connection asks for of those that came meanwhile. */
const MISSED_LIMIT = 5_000;
const NORMAL_CLOSURE = 1000;

export interface Follow {
  readonly query: string;
  /** Entries that were there already are shown from here on, ns; at most `limit`. */
  readonly start: bigint;
  readonly limit: number;
  /** Seconds, 0 to 5. */
  readonly delayFor: number;
  /** Awaited before more is read. */
  readonly onEntries: (entries: readonly ShownEntry[]) => Promise<void>;
  readonly onNote: (note: string) => void;
}

/** Why a connection ended. */
interface Ended {
  readonly wasOpen: boolean;
  readonly isOver: boolean;
  readonly reason: string;
}

/** Follows a query until the signal; connects again when the connection is lost. Rejects with the server's words. */
export async function follow(server: LokiServer, options: Follow, signal: AbortSignal): Promise<void> {
  const { onNote } = options;
  let { start, limit } = options;
  let pause = FIRST_WAIT;
  let isFirst = true;
  while (!signal.aborted) {
    const onEntries = async (entries: readonly ShownEntry[]) => {
      for (const { ns } of entries) if (ns >= start) start = ns + 1n;
      await options.onEntries(entries);
    };
    const ended = await connection(server, { ...options, start, limit, onEntries }, signal);
    if (ended.isOver || signal.aborted) return;
    if (!ended.wasOpen && isFirst) throw new Error(ended.reason);
    if (ended.wasOpen) {
      isFirst = false;
      limit = MISSED_LIMIT;
      pause = FIRST_WAIT;
    }
    onNote(`${ended.reason}; connecting again`);
    await wait(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_WAIT);
  }
}

function connection(server: LokiServer, options: Follow, signal: AbortSignal): Promise<Ended> {
  const { query, start, limit, delayFor, onEntries, onNote } = options;
  const target = endpoint(server, 'tail');
  target.protocol = target.protocol === 'https:' ? 'wss:' : 'ws:';
  const parameters = { query, start: String(start), limit: String(limit), delay_for: String(delayFor) };
  target.search = String(new URLSearchParams(parameters));
  return new Promise((resolve) => {
    const socket = new WebSocket(target, { headers: tenantHeaders(server) });
    let wasOpen = false;
    let reason = '';
    let printing = Promise.resolve();
    const stop = () => socket.close(NORMAL_CLOSURE);
    signal.addEventListener('abort', stop);
    socket.on('open', () => {
      wasOpen = true;
    });
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        reason = refusal(Buffer.concat(chunks).toString('utf8'), response.statusCode ?? 0);
        socket.terminate();
      });
    });
    socket.on('error', (error) => {
      reason ||= wasOpen ? error.message : unreachable(target, error.message);
    });
    socket.on('message', (message) => {
      const frame = frameSchema.safeParse(parseJson(message.toString()));
      if (!frame.success) return;
      const { streams, dropped_entries: dropped } = frame.data;
      const lost = dropped?.length ?? 0;
      if (lost > 0) onNote(`${lost} entries were dropped, because they were not read fast enough`);
      // Who reads slowly makes the server wait, and drop.
      socket.pause();
      printing = printing.then(() => onEntries(entriesOf(streams ?? []))).then(() => socket.resume());
    });
    socket.on('close', (code, text) => {
      signal.removeEventListener('abort', stop);
      const isOver = wasOpen && code === NORMAL_CLOSURE;
      reason ||= `the connection was lost${text.length > 0 ? ` (${text.toString('utf8')})` : ''}`;
      void printing.then(() => resolve({ wasOpen, isOver, reason }));
    });
  });
}
