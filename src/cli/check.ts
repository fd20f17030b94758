import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { defaultConfig } from '../config/defaults.js';
import { loadConfig, loadOriginal } from '../config/load-config.js';
import { isQuartetFile, systemOf } from '../config/originals/recognise.js';
import { givenFlags } from './setting-options.js';

/**
 * `quartet check [files]`: without files the configuration that `serve` would have, else each file by itself, whatever
 * system it belongs to. Prints what it finds; 1 when a file has settings that its system does not know.
 */
export function check(files: readonly string[], command: Command): number {
  const flags = givenFlags(command);
  let problems = files.length === 0 || flags.size > 0 ? checkAll(flags, process.env) : 0;
  for (const file of files) problems += checkFile(resolve(file));
  if (problems > 0) console.error(problems === 1 ? '1 problem' : `${problems} problems`);
  return problems === 0 ? 0 : 1;
}

function checkAll(flags: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): number {
  const { files, notices, warnings, unknownSettings } = loadConfig({ flags, environment });
  for (const notice of notices) console.log(notice);
  for (const warning of warnings) console.error(warning);
  console.log(files.length === 0 ? 'no files; the settings are good' : `read ${files.join(', ')}`);
  return [...unknownSettings.values()].reduce((sum, count) => sum + count, 0);
}

function checkFile(path: string): number {
  if (isQuartetFile(path)) return checkAll(new Map([['--config', path]]), {});
  const system = systemOf(path);
  const defaults = defaultConfig();
  const { problems, unneeded } = loadOriginal(system, path, { defaults, expandEnv: true, environment: process.env });
  for (const problem of problems) console.error(problem);
  if (unneeded.length > 0) console.log(`${basename(path)}: not needed here: ${unneeded.join(', ')}`);
  if (problems.length === 0) console.log(`${basename(path)}: good (${system.title})`);
  return problems.length;
}
