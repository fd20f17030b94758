import { cpus } from 'node:os';
import { shifted, timesOf, unchanged, write } from './promql/ask.js';
import { Prometheus } from './promql/prometheus.js';
import { queries } from './promql/queries.js';
import { bodies, STEP_MS } from './promql/series.js';
import { readFlags } from './support/flags.js';
import { percentile } from './support/percentile.js';
import { Server } from './support/server.js';
import { textTable } from './support/table.js';

const USAGE = `npm run bench -- promql [flags]

Loads 10,000 series of six hours at 15 s and asks what dashboards ask, each question 10 times shifted by a moment (cold) and
10 times the same (warm); a real Prometheus beside it where Debian's package is installed.

  --only TEXT         only the questions whose name contains it
  --runs N            times that each question is asked (10)
  --profile DIR       V8 writes a CPU profile of the server's main thread there
  --no-prometheus     without the real one
`;

const flags = readFlags(USAGE, {
  only: { type: 'string', default: '' },
  runs: { type: 'string', default: '10' },
  profile: { type: 'string' },
  'no-prometheus': { type: 'boolean', default: false },
});

const HOURS = 6;
const end = Math.floor(Date.now() / STEP_MS) * STEP_MS - 60_000;
const start = end - HOURS * 3_600_000;
const runs = Number(flags.runs);

interface Row {
  readonly cold: readonly number[];
  readonly warm: readonly number[];
}

async function measure(url: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const query of queries(end).filter(({ name }) => name.includes(flags.only))) {
    const cold = await timesOf(url, query, runs, shifted);
    rows.set(query.name, { cold, warm: await timesOf(url, query, runs, unchanged) });
  }
  return rows;
}

const server = await Server.start({
  main: new URL('../../bin/quartet.cjs', import.meta.url).pathname,
  profileDirectory: flags.profile,
});
const url = `http://127.0.0.1:${server.port('prometheus')}`;
await write(url, bodies(start, end));
await server.settle();
const ours = await measure(url);
const oursRss = server.peakRss;
await server.stop();
server.remove();

let theirs: Map<string, Row> | undefined;
let theirsRss = Number.NaN;
if (!Prometheus.installed) console.log('prometheus is not installed; its columns are left out');
else if (!flags['no-prometheus']) {
  const prometheus = await Prometheus.start();
  await write(prometheus.url, bodies(start, end));
  theirs = await measure(prometheus.url);
  theirsRss = prometheus.peakRss;
  await prometheus.stop();
}

const ms = (times: readonly number[] | undefined, share: number): string =>
  times === undefined ? '-' : percentile(times, share).toFixed(1);

console.log(`\n${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}; times in ms`);
console.log(
  textTable([
    ['question', 'aim', 'cold p50', 'p99', 'warm p50', 'p99', 'Prometheus cold', 'warm', 'ratio, cold'],
    ...queries(end)
      .filter(({ name }) => ours.has(name))
      .map(({ name, aim }) => {
        const [own, other] = [ours.get(name)!, theirs?.get(name)];
        const ratio = other === undefined ? '-' : (percentile(own.cold, 0.5) / percentile(other.cold, 0.5)).toFixed(2);
        return [
          name,
          String(aim),
          ms(own.cold, 0.5),
          ms(own.cold, 0.99),
          ms(own.warm, 0.5),
          ms(own.warm, 0.99),
          ms(other?.cold, 0.5),
          ms(other?.warm, 0.5),
          ratio,
        ];
      }),
  ]),
);
console.log(`peak RSS: ${(oursRss / 1e6).toFixed(0)} MB; Prometheus ${(theirsRss / 1e6).toFixed(0)} MB`);
