import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkConfigured } from '../app/checking/check-configured.js';
import { checkOriginal } from '../app/checking/check-file.js';
import type { CheckedFile } from '../app/checking/checked-file.js';
import { reachedReceivers } from '../app/checking/reached-receivers.js';
import { enabledFeatures } from '../app/features.js';
import { ConfigError } from '../config/config-error.js';
import { loadConfig } from '../config/load-config.js';
import { isQuartetFile } from '../config/originals/recognise.js';
import { YamlFile } from '../config/yaml-file.js';
import { givenFlags } from './setting-options.js';

/** A file that cannot be read at all, as opposed to one that says what is wrong. */
const UNREADABLE = 2;

const LABELS = '--labels';

/**
 * `quartet check [files]`: without files the configuration that `serve` would have, else each file by itself with all that
 * it names, whatever system it belongs to. Prints what it finds. 1 when something is wrong, 2 when a file is none that is
 * known.
 */
export function check(files: readonly string[], command: Command): number {
  const flags = givenFlags(command);
  const labels = flags.get(LABELS);
  flags.delete(LABELS);
  if (labels !== undefined) return routes(files, labels);
  const results = files.length === 0 || flags.size > 0 ? [checkAll(flags, process.env)] : [];
  for (const file of files) results.push(checkFile(resolve(file)));
  const problems = results.reduce((sum, result) => sum + result.problems, 0);
  if (problems > 0) console.error(problems === 1 ? '1 problem' : `${problems} problems`);
  return results.some(({ isUnreadable }) => isUnreadable) ? UNREADABLE : problems > 0 ? 1 : 0;
}

interface Result {
  readonly problems: number;
  readonly isUnreadable: boolean;
}

function checkAll(flags: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): Result {
  const { config, files, notices, warnings, unknownSettings } = loadConfig({ flags, environment });
  for (const notice of notices) console.log(notice);
  for (const warning of warnings) console.error(warning);
  console.log(files.length === 0 ? 'no files; the settings are good' : `read ${files.join(', ')}`);
  const problems = [...unknownSettings.values()].reduce((sum, count) => sum + count, 0);
  const { promql } = enabledFeatures(config.enableFeature, () => undefined);
  const checked = checkConfigured(config, promql).map(print);
  return { problems: checked.reduce((sum, count) => sum + count, problems), isUnreadable: false };
}

function checkFile(path: string): Result {
  try {
    return isQuartetFile(path) ? checkAll(new Map([['--config', path]]), {}) : checkOne(path);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`error: ${error.message}`);
    return { problems: 1, isUnreadable: true };
  }
}

function checkOne(path: string): Result {
  const features = enabledFeatures([], () => undefined).promql;
  const { title, unneeded, ...checked } = checkOriginal(path, features);
  if (unneeded.length > 0) console.log(`${basename(path)}: not needed here: ${unneeded.join(', ')}`);
  if (checked.problems.length === 0) console.log(`${basename(path)}: good (${title})`);
  return { problems: print(checked), isUnreadable: false };
}

/** Gives the number of problems. */
function print({ found, warnings, problems }: CheckedFile): number {
  for (const problem of problems) console.error(problem);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  for (const text of found) console.log(`  ${text}`);
  return problems.length;
}

/** Whom an alert with these labels would reach. */
function routes(files: readonly string[], labels: string): number {
  if (files.length === 0)
    throw new ConfigError(
      `${LABELS} needs an alertmanager.yml: quartet check alertmanager.yml ${LABELS} severity=critical`,
    );
  for (const path of files)
    for (const line of reachedReceivers(YamlFile.read(resolve(path)), labels, Date.now())) console.log(line);
  return 0;
}
