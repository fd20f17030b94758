// Builds src/ into dist/server/ and web/ into dist/web/ when a source is newer than the last build, so that `npm start` works on a
// fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newest = (directory) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

const isStale = (output, sources) =>
  !existsSync(output) || sources.some((source) => newest(source) > statSync(output).mtimeMs);

const run = (...args) => {
  const { status } = spawnSync('npm', ['run', '--silent', 'build', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

if (isStale('dist/server/main.js', ['src']) || isStale('dist/web/index.html', ['web/src'])) run();
if (
  process.env.npm_lifecycle_event === 'predemo' &&
  isStale('examples/pyairtable/dist/main.js', ['examples/pyairtable/src'])
) {
  run('-w', 'examples/pyairtable');
}
