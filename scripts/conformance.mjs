// `npm run conformance -- prometheus|loki|tempo [flags]`: builds the server where needed and asks it what was recorded from the
// real system, case by case.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** The suites: folders of `test/conformance`. */
const SUITES = ['prometheus', 'loki', 'tempo'];

const USAGE = `npm run conformance -- SUITE [flags]

  SUITE            ${SUITES.join(', ')}
  --flags A,B      flag sets of prometheus (default, exp, delayed, d2c, nhcb); all without it
  --group A,B      groups of cases, also as api-*
  --case A,B       single cases by id
  --url URL        a server that runs already, instead of one that is started for the cases
  --otlp URL       its OTLP port over HTTP, where tempo's data set is sent
  --no-load        the server at --url has the data set already
  --soft           show other wordings of errors and warnings too
  --verbose        show every failed case, not the first ten of a group
`;

const options = {
  flags: { type: 'string' },
  group: { type: 'string' },
  case: { type: 'string' },
  url: { type: 'string' },
  otlp: { type: 'string' },
  'no-load': { type: 'boolean' },
  soft: { type: 'boolean' },
  verbose: { type: 'boolean' },
};

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length === 1 && SUITES.includes(positionals[0])) return { suite: positionals[0], values };
  } catch (error) {
    console.error(`${error.message}\n`);
  }
  console.error(USAGE);
  process.exit(2);
}

const { suite, values } = readArguments();
const env = { ...process.env, QUARTET_CONFORMANCE: suite };
for (const [name, value] of Object.entries(values)) {
  env[`QUARTET_CONFORMANCE_${name.replace('-', '_').toUpperCase()}`] = value === true ? '1' : value;
}
if (values.url === undefined) {
  // tsc writes what it can of a tree that does not compile yet; the cases then show what works.
  const { status } = spawnSync(process.execPath, ['scripts/build-if-stale.mjs'], { stdio: 'inherit' });
  if (status !== 0) console.error('the build has errors; going on with what it wrote\n');
}
const { status } = spawnSync('npx', ['vitest', 'run', `test/conformance/${suite}`], { stdio: 'inherit', env });
process.exit(status ?? 1);
