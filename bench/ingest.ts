import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { LOADS, type LoadName } from './ingest/loads.js';
import { type Figures, run } from './ingest/run.js';
import { Sender } from './ingest/sender.js';
import { textTable } from './support/table.js';

const USAGE = `npm run bench -- ingest [LOAD …] [flags]

Sends each load to a new server over HTTP from a process of its own and prints what it cost.
Loads: ${Object.keys(LOADS).join(', ')}; all of them without a name.

  --quick             a tenth of the load
  --scale N           N times the load
  --senders 1,4       connections that send at once, one run for each number
  --profile DIR       V8 writes a CPU profile of the server's main thread there
  --server FILE       bin/quartet.cjs of another build
  --json              figures as JSON instead of the table
`;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    scale: { type: 'string', default: '1' },
    senders: { type: 'string', default: '1,4' },
    profile: { type: 'string' },
    server: { type: 'string', default: new URL('../../bin/quartet.cjs', import.meta.url).pathname },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const isLoad = (name: string): name is LoadName => Object.hasOwn(LOADS, name);
const unknown = positionals.filter((name) => !isLoad(name));
if (flags.help || unknown.length > 0) {
  console.error(unknown.length > 0 ? `no load is called ${unknown.join(', ')}\n\n${USAGE}` : USAGE);
  process.exit(flags.help ? 0 : 2);
}
const names = positionals.length === 0 ? (Object.keys(LOADS) as LoadName[]) : positionals.filter(isLoad);
const scale = Number(flags.scale) * (flags.quick ? 0.1 : 1);
if (flags.profile !== undefined) mkdirSync(flags.profile, { recursive: true });

const figures: Figures[] = [];
for (const name of names) {
  const sender = await Sender.prepare(name, scale);
  for (const senders of flags.senders.split(',').map(Number)) {
    figures.push(await run(name, sender, senders, { main: flags.server, profileDirectory: flags.profile }));
    if (!flags.json) console.log(summary(figures.at(-1)!));
  }
  sender.stop();
}

/** One line when a run ends, with the threads that used the CPU. */
function summary({ load, senders, cpuSeconds, threads }: Figures): string {
  const top = threads.slice(0, 8).map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`);
  return `${load}, ${senders} senders: ${cpuSeconds.toFixed(1)} CPU s: ${top.join(', ')}`;
}

function table(runs: readonly Figures[]): string {
  const head = [
    'load',
    'senders',
    'rate',
    'CPU s per',
    'merges done',
    'p50 ms',
    'p99 ms',
    'peak RSS MB',
    'disk',
    'parts',
  ];
  return textTable([
    head,
    ...runs.map((run) => {
      const rate = run.per === 'GB' ? `${((run.amount * 1000) / run.seconds).toFixed(0)} MB/s` : perSecond(run);
      return [
        run.load,
        String(run.senders),
        rate,
        `${(run.cpuSeconds / run.amount).toFixed(2)} /${run.per === 'GB' ? 'GB' : 'M'}`,
        (run.cpuSecondsSettled / run.amount).toFixed(2),
        run.p50.toFixed(0),
        run.p99.toFixed(0),
        (run.peakRss / 1e6).toFixed(0),
        onDisk(run),
        String(run.parts),
      ];
    }),
  ]);
}

function perSecond(run: Figures): string {
  return `${Math.round(run.items / run.seconds / 1000)} k/s`;
}

function onDisk({ load, diskBytes, amount, items }: Figures): string {
  if (load === 'logs') return `${(diskBytes / amount / 1e9).toFixed(3)} GB/GB`;
  if (load.startsWith('metrics')) return `${(diskBytes / items).toFixed(2)} B/sample`;
  return `${(diskBytes / amount / 1e6).toFixed(0)} MB/M`;
}

const machine = `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`;
console.log(flags.json ? JSON.stringify({ machine, figures }, null, 2) : `\n${machine}\n${table(figures)}`);
