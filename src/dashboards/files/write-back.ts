import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { DashboardModel, StoredDashboard } from '../dashboard.js';
import { DashboardsError } from '../errors.js';
import type { DashboardStore } from '../store.js';
import { checksumOf, unwrapped } from './dashboard-files.js';
import type { Provisioning } from './provisioning.js';

/** What a file that is kept with a project does not say: it differs from one program to the next. */
const OF_STORE = new Set(['id', 'version']);

/**
 * Writes a provisioned dashboard, as it was saved last, to its file: at once or not at all, in the file's own indentation and
 * wrapping. Throws `bad_request` where it has no file, `provisioned` where its provider does not let the UI change it.
 * Resolves with the path.
 */
export async function writeBack(store: DashboardStore, provisioning: Provisioning, uid: string): Promise<string> {
  const dashboard = store.dashboards.existing(uid);
  const { provenance } = dashboard;
  const provider = provisioning.providerOf(dashboard);
  if (provenance === undefined || provider === undefined) {
    throw new DashboardsError('bad_request', 'this dashboard does not come from a file');
  }
  if (!provider.allowUiUpdates) {
    throw new DashboardsError('provisioned', `the provider ${provider.name} does not let the UI change its files`);
  }
  const file = await within(provider.path, provenance.file);
  const before = await readFile(file, 'utf8');
  const text = contentOf(before, dashboard);
  await replace(file, text);
  await store.dashboards.setProvenance(uid, { ...provenance, checksum: checksumOf(text) });
  return provenance.file;
}

/** The file itself, links followed; refused where it lies elsewhere than in the provider's directory. */
async function within(directory: string, file: string): Promise<string> {
  try {
    const [root, real] = await Promise.all([realpath(directory), realpath(file)]);
    const below = relative(root, real);
    const isFile = (await stat(real)).isFile();
    if (isFile && !below.startsWith('..') && !below.startsWith('/')) return real;
  } catch (error) {
    throw new DashboardsError('not_found', `the file cannot be written: ${(error as Error).message}`);
  }
  throw new DashboardsError('bad_request', "the file lies outside of its provider's directory");
}

function contentOf(before: string, { model }: StoredDashboard): string {
  const content = JSON.parse(before) as Record<string, unknown>;
  const { key, model: old } = unwrapped(content);
  const shown: DashboardModel = Object.fromEntries(
    Object.entries(model).filter(([name]) => !OF_STORE.has(name) || name in old),
  );
  const indentation = /^[{[][ \t]*\r?\n([ \t]+)/.exec(before.trimStart())?.[1];
  const isOneLine = indentation === undefined && !before.trim().includes('\n');
  const text = JSON.stringify(
    key === undefined ? shown : { ...content, [key]: shown },
    null,
    isOneLine ? undefined : (indentation ?? 2),
  );
  return before.endsWith('\n') ? `${text}\n` : text;
}

/** Readers see the old content or the new one. */
async function replace(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new DashboardsError('bad_request', `the file cannot be written: ${(error as Error).message}`);
  }
}
