// `npm test`: everything that must hold, in the order in which it fails fastest. `--full` runs the long rounds too.
import { spawnSync } from 'node:child_process';

const full = process.argv.includes('--full');
const steps = [
  ['build', 'npm', ['run', '--silent', 'build']],
  ['build of the demo', 'npm', ['run', '--silent', 'build', '-w', 'examples/pyairtable']],
  ['format and lint', 'npx', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', 'npm', ['run', '--silent', 'types']],
  ['import rules', 'npx', ['depcruise', 'src', 'web/src', '--config', '.dependency-cruiser.mjs']],
  ['unused code', 'npx', ['knip']],
  ['unit and integration tests', 'npx', ['vitest', 'run', '--project', '!pages']],
  // Apart: their demo takes the better part of a core as long as it runs.
  ['pages in a browser', 'npx', ['vitest', 'run', '--project', 'pages']],
];

const env = { ...process.env, ...(full ? { QUARTET_TEST_FULL: '1' } : {}) };
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  console.log(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) process.exit(status ?? 1);
}
