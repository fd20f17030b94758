import { dateTime } from '@grafana/data';
import { vi } from 'vitest';
import type { SourceRequest, Target } from '../source';

export interface Sent {
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly method: string;
}

/** In place of `fetch`: answers by the first path that ends a request's, and tells what was sent. */
export function answering(answers: Readonly<Record<string, unknown>>): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const [path = '', query = ''] = url.split('?');
    const parameters = init.body instanceof URLSearchParams ? init.body : new URLSearchParams(query);
    sent.push({ path, parameters, method: init.method ?? 'GET' });
    const found = Object.entries(answers).find(([end]) => path.endsWith(end));
    if (found === undefined) return new Response('not found', { status: 404 });
    return found[1] instanceof Response ? found[1].clone() : new Response(JSON.stringify(found[1]));
  });
  return sent;
}

/** A request for one hour up to `to`, ms. */
export function requestOf(targets: readonly Partial<Target>[], to = 1_795_288_890_000): SourceRequest {
  const range = { from: dateTime(to - 3_600_000), to: dateTime(to) };
  return {
    targets: targets.map((target, index) => ({ refId: String.fromCharCode(65 + index), ...target })),
    range: { ...range, raw: range },
    intervalMs: 15_000,
    maxDataPoints: 240,
    scopedVars: {},
    signal: new AbortController().signal,
  };
}
