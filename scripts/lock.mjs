// Writes package-lock.json anew, with an entry for every platform's packages.
//
// `npm ci` refuses a lock file that lacks an optional dependency of any platform, and npm leaves
// out those that the registry it was asked at does not carry (mirrors often keep one platform).
// Such an entry needs no more than a version and the platforms it is for: npm passes it over on
// every other machine without fetching it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const root = dirname(import.meta.dirname);
const workspace = mkdtempSync(join(tmpdir(), 'quartet-lock-'));
try {
  // Apart from node_modules, whose contents npm would take for the wanted state.
  const manifests = ['package.json', ...manifestsOfWorkspaces()];
  for (const file of ['.npmrc', ...manifests]) cpSync(join(root, file), join(workspace, file));
  const npm = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
    cwd: workspace,
    stdio: 'inherit',
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  completePlatforms(join(workspace, 'package-lock.json'));
  copyFileSync(join(workspace, 'package-lock.json'), join(root, 'package-lock.json'));
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

function manifestsOfWorkspaces() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces.map((folder) => join(folder, 'package.json'));
}

function completePlatforms(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const packages = lock.packages;
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isInstalledFor(path, name, packages)) continue;
      packages[`node_modules/${name}`] = {
        version: range.replace(/^[\^~=]/, ''),
        ...(dev ? { dev } : {}),
        optional: true,
        ...platformOf(name),
      };
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

/** Whether a package at `path` finds `name` as Node resolves it: beside itself, or further out. */
function isInstalledFor(path, name, packages) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('node_modules/') - 1, 0))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** What a package's name says of the machines it is for: `@scope/thing-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.replace(/armv\d+l?/, 'arm').split(/[-/.]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length + cpu.length === 0) throw new Error(`no platform in the name of ${name}`);
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(words.some((word) => word.startsWith('musl')) ? { libc: ['musl'] } : {}),
  };
}
