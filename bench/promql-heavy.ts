import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { write } from './promql/ask.js';
import { bodies, STEP_MS } from './promql/series.js';
import { askHeavy } from './promql-heavy/ask.js';
import { heavyQuestions } from './promql-heavy/questions.js';
import { SmallClient, type SmallTimes } from './promql-heavy/small-client.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { Server } from './support/server.js';
import { textTable } from './support/table.js';

const USAGE = `npm run bench -- promql-heavy [flags]

Loads a day of 10,000 series at 15 s, 57.6 M samples, then asks heavy questions one after another while a second client asks
a small one every 20 ms. Prints the outcome and time of the heavy ones and the latency of the small ones beside each,
that of small writes apart.

  --only TEXT         only the heavy questions whose name contains it
  --hours N           load less than a day (24)
  --profile DIR       V8 writes a CPU profile of the server's main thread there
`;

const flags = readFlags(USAGE, {
  only: { type: 'string', default: '' },
  hours: { type: 'string', default: '24' },
  profile: { type: 'string' },
});

/** How long the small client is alone at first, ms. */
const ALONE = 5_000;

const end = Math.floor(Date.now() / STEP_MS) * STEP_MS - 60_000;
const start = end - Number(flags.hours) * 3_600_000;
const MB = (bytes: number): string => (bytes / 1e6).toFixed(0);

const server = await Server.start({
  main: new URL('../../bin/quartet.cjs', import.meta.url).pathname,
  profileDirectory: flags.profile,
});
const url = `http://127.0.0.1:${server.port('prometheus')}`;
await write(url, bodies(start, end));
await server.settle();
console.log(`loaded; peak RSS ${MB(server.peakRss)} MB`);

const rows = [
  ['heavy question', 's', 'MB', 'small p50 ms', 'p99', 'max', 'ready max', 'writes p99', 'peak RSS MB', 'outcome'],
];
const all: SmallTimes['answered'] = [];
const failures: string[] = [];
const small = new SmallClient({ url, end });

async function row(name: string, seconds: string, bytes: string, outcome: string): Promise<void> {
  const times = await small.take();
  all.push(...times.answered);
  failures.push(...times.failures);
  const questions = times.answered.filter(({ name }) => name !== 'write');
  const writes = times.answered.filter(({ name }) => name === 'write');
  const latency = [...latencies(questions), latencies(writes)[1]!];
  rows.push([name, seconds, bytes, ...latency, MB(server.peakRss), outcome]);
  console.log(rows.at(-1)!.join('  '));
}

function latencies(answered: SmallTimes['answered']): string[] {
  const sorted = answered.map(({ ms }) => ms).sort((a, b) => a - b);
  const ready = Math.max(...answered.filter(({ name }) => name === 'ready').map(({ ms }) => ms));
  return [percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.at(-1) ?? Number.NaN, ready].map((ms) =>
    ms.toFixed(0),
  );
}

await sleep(ALONE);
await row('none', '-', '-', '-');
all.length = 0;
for (const question of heavyQuestions(end).filter(({ name }) => name.includes(flags.only))) {
  const { ms, bytes, outcome } = await askHeavy(url, question);
  await row(question.name, (ms / 1000).toFixed(1), MB(bytes), outcome);
}
await small.stop();
const peakRss = server.peakRss;
await server.stop();
server.remove();

console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}\n${textTable(rows)}\n`);
const kinds = [...new Set(all.map(({ name }) => name))];
console.log(
  textTable([
    ['small question', 'asked', 'p50 ms', 'p99', 'max'],
    ...[...kinds, 'all'].map((kind) => {
      const answered = all.filter(({ name }) => kind === 'all' || name === kind);
      return [kind, String(answered.length), ...latencies(answered).slice(0, 3)];
    }),
  ]),
);
console.log(`small questions that failed: ${failures.length} ${failures.slice(0, 3).join('; ')}`);
console.log(`peak RSS: ${MB(peakRss)} MB`);
