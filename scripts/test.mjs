// `npm test`: everything that must hold; what fails stops it. `--full` runs the long rounds too.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Each needs about one core, and none what another writes: as many at once as there are cores, the longest first. */
const checks = [
  ['build', 'npm', ['run', '--silent', 'build']],
  ['types', 'npm', ['run', '--silent', 'types']],
  ['import rules', 'npx', ['depcruise', 'src', 'web/src', '--config', '.dependency-cruiser.mjs']],
  ['unused code', 'npx', ['knip']],
  ['format and lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['build of the demo', 'npm', ['run', '--silent', 'build', '-w', 'examples/pyairtable']],
];
/** One after the other: each starts as many processes as the machine bears. */
const tests = [
  ['unit and integration tests', 'npx', ['vitest', 'run', '--project', '!pages']],
  // Apart: their demo takes the better part of a core as long as it runs.
  ['pages in a browser', 'npx', ['vitest', 'run', '--project', 'pages']],
];

const env = { ...process.env, ...(process.argv.includes('--full') ? { QUARTET_TEST_FULL: '1' } : {}) };
// What is not written to the terminal itself has its colours all the same.
const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};

const waiting = checks.values();
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), checks.length) }, async () => {
    for (const check of waiting) if (!process.exitCode) await pass(check, 'pipe');
  }),
);
for (const test of tests) if (!process.exitCode) await pass(test, 'inherit');

/** Runs a command to its end; of one that runs beside others the output is shown as a whole. After a failure none begins. */
async function pass([name, command, args], output) {
  if (output === 'inherit') console.log(`\n== ${name}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', output, output], env: { ...env, ...colours } });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const code = await new Promise((ended) => {
    child.on('error', () => ended(1));
    child.on('close', (status) => ended(status ?? 1));
  });
  if (output === 'pipe') {
    console.log(`\n== ${name}: ${command} ${args.join(' ')}`);
    process.stdout.write(Buffer.concat(printed));
  }
  console.log(`== ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (code !== 0) process.exitCode = code;
}
