import { useCallback, useEffect, useRef, useState } from 'react';
import { EMPTY_TAIL, resumed, type TailMessage, type TailState, withMessages } from './tail-rows';

type Connection = { readonly state: 'opening' | 'open' } | { readonly state: 'failed'; readonly reason: string };

/** How often what has come is drawn, ms: lists do not flicker, and a thousand messages a second cost one drawing. */
const DRAW_MS = 250;
/** Lines of the past that come first. */
const PAST = 100;

export interface Tail extends TailState {
  readonly connection: Connection;
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
  readonly clear: () => void;
  readonly reconnect: () => void;
}

/** Follows a query over a websocket for as long as it is mounted. */
export function useTail(expr: string): Tail {
  const [state, setState] = useState<TailState>(EMPTY_TAIL);
  const [connection, setConnection] = useState<Connection>({ state: 'opening' });
  const [isPaused, setPausedState] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const paused = useRef(false);
  useEffect(() => {
    let waiting: TailMessage[] = [];
    let isOver = false;
    setState(EMPTY_TAIL);
    setConnection({ state: 'opening' });
    const socket = new WebSocket(tailUrl(expr));
    const timer = setInterval(() => {
      if (waiting.length === 0) return;
      const messages = waiting;
      waiting = [];
      setState((before) => withMessages(before, messages, paused.current));
    }, DRAW_MS);
    socket.onopen = () => setConnection({ state: 'open' });
    socket.onmessage = ({ data }) => waiting.push(...readMessage(data));
    socket.onclose = ({ code, reason }) => {
      if (!isOver) setConnection({ state: 'failed', reason: reason || `the connection has ended (${code})` });
    };
    return () => {
      isOver = true;
      clearInterval(timer);
      socket.close();
    };
    // An attempt more is a connection more.
  }, [expr, attempt]);
  const setPaused = useCallback((next: boolean) => {
    paused.current = next;
    setPausedState(next);
    if (!next) setState(resumed);
  }, []);
  return {
    ...state,
    connection,
    isPaused,
    setPaused,
    clear: () => setState(EMPTY_TAIL),
    reconnect: () => setAttempt(attempt + 1),
  };
}

function tailUrl(expr: string): URL {
  const url = new URL('/api/datasources/proxy/uid/loki/loki/api/v1/tail', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = String(new URLSearchParams({ query: expr, limit: String(PAST) }));
  return url;
}

function readMessage(data: unknown): TailMessage[] {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === 'object' && message !== null ? [message as TailMessage] : [];
  } catch {
    return [];
  }
}
