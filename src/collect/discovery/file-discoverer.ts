import { type FSWatcher, watch } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'yaml';
import { filesMatching } from '../../lib/file-patterns.js';
import type { Discoverer, TargetGroup } from './discovery.js';
import type { FileDiscoveryConfig } from './discovery-config.js';
import { type DiscoveryEnvironment, MAX_BODY_BYTES } from './discovery-environment.js';
import { listedGroups } from './listed-groups.js';
import { pollingDiscoverer } from './polling.js';

/**
 * Reads groups from files, JSON or YAML, when they change and after each interval; a file that is broken keeps the groups
 * that it had. Meta label `__meta_filepath`.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config
 */
export function fileDiscoverer(config: FileDiscoveryConfig, environment: DiscoveryEnvironment): Discoverer {
  const { files, refreshMs } = config;
  const parts = async () => {
    const found = files.flatMap((file) => filesMatching(file, '/', refuse));
    return [...new Set(found)].map((path) => ({ name: path, load: () => groupsOf(path) }));
  };
  return pollingDiscoverer(
    () => ({ kind: 'file', refreshMs, parts, watch: (soon, signal) => watchDirectories(files, soon, signal) }),
    environment,
  );
}

/** A directory that may not be read now keeps the groups that it had. */
function refuse(error: unknown): never {
  throw error;
}

async function groupsOf(path: string): Promise<TargetGroup[]> {
  const text = await readBounded(path);
  const value = /\.json$/i.test(path) ? JSON.parse(text) : parse(text, { maxAliasCount: 100, prettyErrors: true });
  return listedGroups(value, path, { __meta_filepath: path });
}

async function readBounded(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BODY_BYTES) throw new Error(`${size} bytes are too many; at most ${MAX_BODY_BYTES} are read`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function watchDirectories(files: readonly string[], soon: () => void, signal: AbortSignal): void {
  for (const directory of new Set(files.map((file) => dirname(file)))) {
    let watcher: FSWatcher;
    try {
      watcher = watch(directory, { persistent: false, signal }, soon);
    } catch {
      // What cannot be watched is still read after each interval.
      continue;
    }
    watcher.on('error', () => watcher.close());
  }
}
