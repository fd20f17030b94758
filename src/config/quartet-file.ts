import { dirname } from 'node:path';
import type { Node } from 'yaml';
import { z } from 'zod';
import { nearest } from '../lib/nearest.js';
import { ConfigError } from './config-error.js';
import { configSchema } from './schema.js';
import { type GivenSetting, SETTING_BY_KEY, SETTINGS, type Setting, shown, withPaths } from './settings.js';
import { YamlFile } from './yaml-file.js';

/** The full key that was probably meant: one beside it, else one that ends with the same word anywhere. */
function suggestion(key: string, siblings: readonly string[], above: readonly string[]): string {
  const sibling = nearest(key, siblings);
  if (sibling !== undefined) return `; did you mean ${[...above, sibling].join('.')}?`;
  const elsewhere = nearest(
    key,
    SETTINGS.map((setting) => setting.path.at(-1)!),
  );
  const setting = SETTINGS.find(({ path }) => path.at(-1) === elsewhere);
  return setting === undefined
    ? `; known keys here are ${[...siblings].sort().join(', ')}`
    : `; did you mean ${setting.key}?`;
}

/** What is wrong with a value of `setting`, in the form `KEY: VALUE is not EXPECTED`. */
export function badValue(setting: Setting, raw: unknown, error: z.ZodError): string {
  const expected = error.issues[0]!.message;
  if (raw === null) return `${setting.key} has no value; it takes ${expected}`;
  return `${setting.key}: ${shown(setting, raw)} is not ${expected}`;
}

function parseLeaf(file: YamlFile, setting: Setting, node: Node | undefined, keyNode: Node | undefined): GivenSetting {
  const raw = file.value(node);
  const parsed = setting.schema.safeParse(raw);
  if (!parsed.success) throw new ConfigError(`${file.where(node ?? keyNode)}: ${badValue(setting, raw, parsed.error)}`);
  const value = withPaths(setting, parsed.data, dirname(file.path));
  return { setting, value, origin: file.line(keyNode ?? node) };
}

function* walk(
  file: YamlFile,
  node: Node | undefined,
  schema: z.ZodObject,
  above: readonly string[],
): Generator<GivenSetting> {
  const entries = file.entries(node);
  if (entries === undefined) {
    throw new ConfigError(`${file.where(node)}: ${above.join('.') || 'the file'} must be a map of settings`);
  }
  const known = Object.keys(schema.shape);
  for (const { key, keyNode, value } of entries) {
    const path = [...above, key];
    const below = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
    if (below === undefined) {
      const hint = suggestion(key, known, above);
      throw new ConfigError(`${file.where(keyNode)}: ${path.join('.')} is not a known setting${hint}`);
    }
    if (below instanceof z.ZodObject) yield* walk(file, value, below, path);
    else yield parseLeaf(file, SETTING_BY_KEY.get(path.join('.'))!, value, keyNode);
  }
}

/**
 * The settings of a `quartet.yaml`. Strict: the first unknown key or bad value throws a `ConfigError` of the form
 * `file:line:column: key.path …`.
 */
export function readQuartetFile(path: string): GivenSetting[] {
  const file = YamlFile.read(path);
  return [...walk(file, file.root, configSchema, [])];
}
