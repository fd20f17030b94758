import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { DashboardModel } from '../dashboard.js';
import { MAX_MODEL } from '../dashboards.js';
import type { DashboardProvider } from './provider.js';

/** A file of a provider with the dashboard in it. */
export interface DashboardFile {
  /** Absolute. */
  readonly file: string;
  /** Relative to the provider's directory. */
  readonly shownFile: string;
  readonly checksum: string;
  readonly model: DashboardModel;
}

/** What was found, and why some of it is not used. */
export interface FoundFiles {
  readonly files: readonly DashboardFile[];
  /** By file. */
  readonly problems: ReadonlyMap<string, string>;
}

const MAX_DEPTH = 8;
const MAX_FILES = 5_000;

interface Known {
  readonly state: string;
  readonly read: DashboardFile | string;
}

/** Reads the files of providers, each again only when it has changed. */
export class DashboardFiles {
  private known = new Map<string, Known>();

  async find(provider: DashboardProvider): Promise<FoundFiles> {
    const files: DashboardFile[] = [];
    const problems = new Map<string, string>();
    const paths: string[] = [];
    try {
      await collect(provider.path, 0, paths);
    } catch (error) {
      problems.set(provider.path, (error as Error).message);
    }
    for (const path of paths.sort()) {
      const read = await this.read(path, provider);
      if (typeof read === 'string') problems.set(path, read);
      else files.push(read);
    }
    return { files, problems };
  }

  private async read(path: string, provider: DashboardProvider): Promise<DashboardFile | string> {
    const { mtimeMs, size, ino } = await stat(path);
    const state = `${provider.path}:${mtimeMs}:${size}:${ino}`;
    const before = this.known.get(path);
    if (before?.state === state) return before.read;
    const read = size > MAX_MODEL ? `has over ${MAX_MODEL} bytes` : await parsed(path, provider);
    this.known.set(path, { state, read });
    return read;
  }
}

async function collect(path: string, depth: number, found: string[]): Promise<void> {
  const state = await stat(path);
  if (!state.isDirectory()) {
    if (depth === 0 || path.endsWith('.json')) found.push(path);
    if (found.length > MAX_FILES) throw new Error(`more than ${MAX_FILES} dashboards`);
    return;
  }
  if (depth === MAX_DEPTH) return;
  for (const name of await readdir(path)) {
    // Kubernetes keeps what it mounts in hidden directories, with links to it where people look.
    if (!name.startsWith('.')) await collect(join(path, name), depth + 1, found);
  }
}

async function parsed(file: string, provider: DashboardProvider): Promise<DashboardFile | string> {
  const text = await readFile(file, 'utf8');
  try {
    const { model } = unwrapped(JSON.parse(text));
    const shownFile = relative(provider.path, file) || basename(file);
    return {
      file,
      shownFile,
      checksum: checksumOf(text),
      model: { ...model, uid: uidOf(model, provider, shownFile), id: null },
    };
  } catch (error) {
    return (error as Error).message;
  }
}

export const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The model in what a file has: the model itself, the body of a save, or a resource; `key` is the member that has it. */
export function unwrapped(content: unknown): { readonly model: DashboardModel; readonly key?: 'dashboard' | 'spec' } {
  if (!isRecord(content)) throw new Error('is no JSON object');
  if (isRecord(content.dashboard) && content.title === undefined) return { model: content.dashboard, key: 'dashboard' };
  if (isRecord(content.spec) && content.kind === 'Dashboard') {
    const { name } = isRecord(content.metadata) ? content.metadata : {};
    return { model: { uid: name, ...content.spec }, key: 'spec' };
  }
  return { model: content };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file without a uid gets one that it keeps, from where it lies. */
function uidOf({ uid }: DashboardModel, { name }: DashboardProvider, shownFile: string): string {
  if (typeof uid === 'string' && uid !== '') return uid;
  return `f${createHash('sha256').update(`${name}\n${shownFile}`).digest('hex').slice(0, 13)}`;
}

/** The directories between the provider's and the file. */
export function directoriesOf(shownFile: string): string[] {
  const directory = dirname(shownFile);
  return directory === '.' ? [] : directory.split(/[\\/]/);
}
