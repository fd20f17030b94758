import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStored } from './ingest/stored.js';
import { LokiClient } from './logql/client.js';
import { bodies, type LogBody } from './logql/lines.js';
import { type LogQuestion, questions } from './logql/questions.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { Server } from './support/server.js';
import { textTable } from './support/table.js';

const USAGE = `npm run bench -- logql [flags]

Pushes 2 GB of JSON-shaped lines in 60 streams over an hour, and an eighth of it as logfmt, asks what dashboards and people
ask, each asking for something that no cache has seen (cold), then small questions while 20 MB/s of lines come in.

  --mb N              raw bytes of lines that are pushed, MB (2048)
  --runs N            times that each question is asked (5)
  --only TEXT         only the questions whose name contains it
  --seconds N         how long lines come in beside the small questions (20; 0 for not)
  --rate N            raw bytes of lines a second beside them, MB (20)
  --profile DIR       V8 writes a CPU profile of the server's main thread there
`;

const flags = readFlags(USAGE, {
  mb: { type: 'string', default: '2048' },
  runs: { type: 'string', default: '5' },
  only: { type: 'string', default: '' },
  seconds: { type: 'string', default: '20' },
  rate: { type: 'string', default: '20' },
  profile: { type: 'string' },
});

const HOUR = 3_600_000;
const INGEST_RATE = Number(flags.rate) * 1e6;
/** Between two small questions, ms, whether or not what was asked before is answered. */
const SMALL_EVERY = 50;
const SMALL_AIM = 50;
const QUIET_MS = 12_000;

const end = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
const span = { start: end - HOUR, end };
const runs = Number(flags.runs);
const MB = (bytes: number): string => (bytes / 1e6).toFixed(0);

const server = await Server.start({
  main: new URL('../../bin/quartet.cjs', import.meta.url).pathname,
  profileDirectory: flags.profile,
});
try {
  const client = new LokiClient(`http://127.0.0.1:${server.port('loki')}`);
  const started = performance.now();
  const sent = await client.push(bodies(span, Number(flags.mb) * 1e6, runs));
  const seconds = (performance.now() - started) / 1000;
  // Parts that no merge has come to get their indexes once it is quiet.
  await sleep(QUIET_MS);
  await server.settle();
  console.log(
    `${MB(sent.json + sent.logfmt)} MB of lines loaded in ${seconds.toFixed(0)} s, peak RSS ${MB(server.peakRss)} MB`,
  );

  const rows = [['question', 'aim, 2 GB', 'cold p50 ms', 'max', 'MB/s of lines', 'CPU s']];
  for (const question of questions(span).filter(({ name }) => name.includes(flags.only))) {
    rows.push(await measured(client, question, bytesOver(question, sent)));
  }
  const live = flags.seconds === '0' ? undefined : await smallBesideIngest(client);
  const peakRss = server.peakRss;
  await server.stop();
  const stored = await readStored(server.dataDir, 'log_entries');
  const entries = sent.entries + (live?.entries ?? 0);
  if (stored.rows !== entries) throw new Error(`${entries} entries were acknowledged, ${stored.rows} are stored`);

  console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}\n${textTable(rows)}`);
  if (live !== undefined) {
    const [p50, p99] = [0.5, 0.99].map((share) => percentile(live.times, share).toFixed(0));
    console.log(
      `small questions beside ${flags.rate} MB/s of lines: ${live.times.length} asked, p50 ${p50} ms, p99 ${p99} ms (aim ${SMALL_AIM}), CPU s ${live.cpu.toFixed(1)}`,
    );
  }
  const perGb = stored.bytes / (sent.json + sent.logfmt + (live?.rawBytes ?? 0));
  console.log(`disk, merged: ${perGb.toFixed(3)} GB per GB of lines (aim 0.2); peak RSS ${MB(peakRss)} MB (aim 1000)`);
} finally {
  await server.stop();
  server.remove();
}

async function measured(client: LokiClient, question: LogQuestion, bytes: number): Promise<string[]> {
  const cpuBefore = server.cpuSeconds;
  const times: number[] = [];
  for (let i = 0; i < runs; i++) times.push(await client.ask(question, i));
  const cpu = (server.cpuSeconds - cpuBefore) / runs;
  times.sort((a, b) => a - b);
  const median = percentile(times, 0.5);
  const rate = bytes === 0 ? '-' : MB(bytes / (median / 1000));
  const figures = [median, times.at(-1)!].map((ms) => ms.toFixed(ms < 10 ? 1 : 0));
  const row = [question.name, String(question.aim ?? '-'), ...figures, rate, cpu.toFixed(2)];
  console.log(row.join('  '));
  return row;
}

/** Half of the streams of JSON are `env="prod"`. */
function bytesOver(
  { over }: LogQuestion,
  { json, logfmt }: { readonly json: number; readonly logfmt: number },
): number {
  return { all: json + logfmt, prod: json / 2, batch: logfmt, none: 0 }[over];
}

/** Times of small questions, sorted, ms, while lines of the present come in. */
async function smallBesideIngest(client: LokiClient) {
  const seconds = Number(flags.seconds);
  const from = Date.now() - seconds * 1000;
  const fresh: LogBody[] = [...bodies({ start: from, end: Date.now() }, seconds * INGEST_RATE, 0, 8)];
  const recent = { start: `${end - 60_000}000000`, end: `${Date.now()}000000` };
  const small: readonly Pick<LogQuestion, 'name' | 'path' | 'parameters'>[] = [
    ranged('lines', { query: '{service="cart", level="error"}', limit: '20', ...recent }),
    ranged('count', {
      query: 'sum(count_over_time({service="ads", level="warn", env="prod"}[1m]))',
      step: '15',
      ...recent,
    }),
    { name: 'labels', path: 'labels', parameters: () => recent },
  ];
  const cpuBefore = server.cpuSeconds;
  const times: number[] = [];
  const asking: Promise<void>[] = [];
  let isOver = false;
  const pushing = client.pushPaced(fresh, INGEST_RATE).finally(() => {
    isOver = true;
  });
  for (let i = 0; !isOver; i++) {
    asking.push(client.ask(small[i % small.length]!, i).then((ms) => void times.push(ms)));
    await sleep(SMALL_EVERY);
  }
  await Promise.all([pushing, ...asking]);
  const cpu = server.cpuSeconds - cpuBefore;
  const sum = (of: (body: LogBody) => number) => fresh.reduce((total, body) => total + of(body), 0);
  return {
    times: times.sort((a, b) => a - b),
    cpu,
    rawBytes: sum((body) => body.rawBytes),
    entries: sum((body) => body.entries),
  };
}

function ranged(
  name: string,
  parameters: Readonly<Record<string, string>>,
): Pick<LogQuestion, 'name' | 'path' | 'parameters'> {
  return { name, path: 'query_range', parameters: () => parameters };
}
