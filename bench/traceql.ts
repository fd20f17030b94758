import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStored } from './ingest/stored.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { Server } from './support/server.js';
import { textTable } from './support/table.js';
import { questions, type TraceQuestion } from './traceql/questions.js';
import { bodies, SPANS_PER_TRACE } from './traceql/spans.js';

const USAGE = `npm run bench -- traceql [flags]

Sends 5 M spans of 12 attributes, ten to a trace, over an hour, and asks what people and dashboards ask: each question first
of ranges that no cache has seen (cold), then again as it was (warm).

  --spans N           spans that are sent (5000000)
  --runs N            times that each question is asked (7)
  --only TEXT         only the questions whose name contains it
  --profile DIR       V8 writes a CPU profile of the server's main thread there
`;

const flags = readFlags(USAGE, {
  spans: { type: 'string', default: '5000000' },
  runs: { type: 'string', default: '7' },
  only: { type: 'string', default: '' },
  profile: { type: 'string' },
});

const HOUR = 3_600_000;
const SENDERS = 2;
const end = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
const span = { start: end - HOUR, end };
const runs = Number(flags.runs);
const traces = Math.ceil(Number(flags.spans) / SPANS_PER_TRACE);
const MB = (bytes: number): string => (bytes / 1e6).toFixed(0);

const server = await Server.start({
  main: new URL('../../bin/quartet.cjs', import.meta.url).pathname,
  profileDirectory: flags.profile,
});
try {
  const started = performance.now();
  const sent = await load(`http://127.0.0.1:${server.port('otlpHttp')}/v1/traces`);
  const seconds = (performance.now() - started) / 1000;
  await server.settle();
  console.log(`${sent} spans loaded in ${seconds.toFixed(0)} s, peak RSS ${MB(server.peakRss)} MB`);
  const rows = [['question', 'aim, 5 M', 'cold p50 ms', 'max', 'warm p50 ms', 'CPU s']];
  for (const question of questions(span, traces).filter(({ name }) => name.includes(flags.only)))
    rows.push(await measured(question));
  const peakRss = server.peakRss;
  await server.stop();
  const stored = await readStored(server.dataDir, 'spans');
  if (stored.rows !== sent) throw new Error(`${sent} spans were acknowledged, ${stored.rows} are stored`);
  console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}\n${textTable(rows)}`);
  const perMillion = stored.bytes / (sent / 1e6);
  console.log(`disk, merged: ${MB(perMillion)} MB per million spans (aim 60); peak RSS ${MB(peakRss)} MB`);
} finally {
  await server.stop();
  server.remove();
}

async function load(url: string): Promise<number> {
  const rest = bodies(span, traces, runs);
  let sent = 0;
  const sender = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      await send(url, next.value.bytes);
      sent += next.value.spans;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return sent;
}

async function send(url: string, bytes: Buffer): Promise<void> {
  for (;;) {
    const headers = { 'content-type': 'application/x-protobuf' };
    const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(bytes) });
    const text = await answer.text();
    if (answer.ok) return;
    if (answer.status !== 429 && answer.status !== 503) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
    await sleep(500);
  }
}

async function measured(question: TraceQuestion): Promise<string[]> {
  const cpuBefore = server.cpuSeconds;
  const cold: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < runs; i++) cold.push(await ask(question, i));
  for (let i = 0; i < runs; i++) warm.push(await ask(question, 0));
  const cpu = (server.cpuSeconds - cpuBefore) / (2 * runs);
  for (const times of [cold, warm]) times.sort((a, b) => a - b);
  const figures = [percentile(cold, 0.5), cold.at(-1)!, percentile(warm, 0.5)].map((ms) => ms.toFixed(ms < 10 ? 1 : 0));
  const row = [question.name, String(question.aim), ...figures, cpu.toFixed(2)];
  console.log(row.join('  '));
  return row;
}

/** ms until the answer is read whole. */
async function ask({ name, path, parameters, isRight }: TraceQuestion, i: number): Promise<number> {
  const url = `http://127.0.0.1:${server.port('tempo')}${path(i)}?${new URLSearchParams(parameters(i))}`;
  const started = performance.now();
  const answer = await fetch(url);
  const body = await answer.text();
  const ms = performance.now() - started;
  if (!answer.ok || !isRight(body)) throw new Error(`${name}: ${answer.status} ${body.slice(0, 300)}`);
  return ms;
}
