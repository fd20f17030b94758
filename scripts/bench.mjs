// `npm run bench -- NAME [flags]`: builds the server and the benchmarks where needed, then runs one of them.
import { spawnSync } from 'node:child_process';

/** Each benchmark is `bench/NAME.ts`. */
const BENCHMARKS = {
  ingest: 'logs, samples and spans over HTTP: rate, CPU, memory, latency, disk',
  logql: 'LogQL over 2 GB of lines: latency, CPU, disk, small queries beside ingest',
  promql: 'PromQL over 10,000 series: latency, memory, beside a real Prometheus',
  'promql-heavy': 'PromQL over a day of 10,000 series while another client asks small questions',
  scrape: '1,000 targets of 500 series every 15 s: CPU, memory, scrapes that were missed or late',
  traceql: 'TraceQL over 5 M spans: searches, metrics and tag values, cold and warm, disk',
  web: 'a dashboard of 30 panels in chromium: first load, first chart, all charts, longest task',
};

const [name, ...flags] = process.argv.slice(2);
if (!Object.hasOwn(BENCHMARKS, name ?? '')) {
  console.error('npm run bench -- NAME [flags]; `npm run bench -- NAME --help` tells the flags\n');
  for (const [known, what] of Object.entries(BENCHMARKS)) console.error(`  ${known.padEnd(14)} ${what}`);
  process.exit(2);
}
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
run('scripts/build-if-stale.mjs');
run('node_modules/@typescript/native/bin/tsc', '-p', 'tsconfig.bench.json');
run(`dist-bench/bench/${name}.js`, ...flags);
