import type { BenchQuery } from './queries.js';

/** Milliseconds that each of `count` askings took, the answer read whole. `changed` makes no two of them the same. */
export async function timesOf(
  url: string,
  query: BenchQuery,
  count: number,
  changed: (parameters: BenchQuery['parameters'], i: number) => Readonly<Record<string, string>>,
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const target = `${url}${query.path}?${new URLSearchParams(changed(query.parameters, i))}`;
    const started = performance.now();
    const answer = await fetch(target);
    const body = await answer.text();
    times.push(performance.now() - started);
    if (!answer.ok) throw new Error(`${query.name}: ${answer.status} ${body.slice(0, 300)}`);
    if (/"(result|data)":\[\]/.test(body)) throw new Error(`${query.name}: the answer is empty`);
  }
  return times.sort((a, b) => a - b);
}

/** The same question a moment earlier each time, off the steps that were asked before: nothing kept can answer it. */
export function shifted(parameters: BenchQuery['parameters'], i: number): Record<string, string> {
  const earlier = (name: string) =>
    parameters[name] === undefined ? {} : { [name]: String(Number(parameters[name]) - (i + 1) * 0.137) };
  return { ...parameters, ...earlier('start'), ...earlier('end'), ...earlier('time') };
}

export const unchanged = (parameters: BenchQuery['parameters']): BenchQuery['parameters'] => parameters;

/** Sends bodies one after another. */
export async function write(url: string, bodies: Iterable<Buffer>): Promise<void> {
  const headers = {
    'content-type': 'application/x-protobuf',
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
  };
  for (const body of bodies) {
    const answer = await fetch(`${url}/api/v1/write`, { method: 'POST', headers, body: new Uint8Array(body) });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    await answer.arrayBuffer();
  }
}
