import { resolve } from 'node:path';
import { z } from 'zod';
import { formatBytes } from '../lib/bytes.js';
import { formatDuration } from '../lib/duration.js';
import type { LeafMeta } from './leaves.js';
import { configSchema } from './schema.js';

/** One leaf of the schema with all the names it goes by. */
export interface Setting {
  /** Key path in `quartet.yaml`: `storage.diskFree.warn`. */
  readonly key: string;
  readonly path: readonly string[];
  /** `--storage-disk-free-warn` */
  readonly flag: string;
  /** `QUARTET_STORAGE_DISK_FREE_WARN` */
  readonly variable: string;
  readonly schema: z.ZodType;
  readonly meta: LeafMeta;
}

const kebab = (path: readonly string[]) =>
  path.map((key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).join('-');

function leafOf(path: readonly string[], schema: z.ZodType): Setting {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  const meta = inner.meta() as unknown as LeafMeta;
  const flag = meta.flag ?? `--${kebab(path)}`;
  const variable = `QUARTET_${flag.slice(2).replace(/[-.]/g, '_').toUpperCase()}`;
  return { key: path.join('.'), path, flag, variable, schema: inner, meta };
}

function* leavesOf(object: z.ZodObject, above: readonly string[]): Generator<Setting> {
  for (const [key, schema] of Object.entries(object.shape)) {
    const path = [...above, key];
    if (schema instanceof z.ZodObject) yield* leavesOf(schema, path);
    else yield leafOf(path, schema as z.ZodType);
  }
}

/** Every setting, in the order of the schema. */
export const SETTINGS: readonly Setting[] = [...leavesOf(configSchema, [])];

export const SETTING_BY_KEY: ReadonlyMap<string, Setting> = new Map(SETTINGS.map((setting) => [setting.key, setting]));

/** The value of a setting, paths in it made absolute from `directory`. */
export function withPaths({ meta }: Setting, value: unknown, directory = ''): unknown {
  if (meta.isPath !== true) return value;
  return Array.isArray(value) ? value.map((path) => resolve(directory, path)) : resolve(directory, value as string);
}

/** A value of a setting that one source gave. */
export interface GivenSetting {
  readonly setting: Setting;
  readonly value: unknown;
  /** Where it stands: `--listen`, `QUARTET_LISTEN`, `quartet.yaml:3`. */
  readonly origin: string;
}

/** The value as it was written, short enough for a message. */
export function shown(setting: Setting, raw: unknown): string {
  if (setting.meta.isSecret) return 'the value';
  const text = JSON.stringify(raw) ?? String(raw);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** An effective value in the notation that its flag takes, sizes rounded; no secrets. */
export function effectiveText({ meta }: Setting, value: unknown): string {
  if (meta.isSecret) return '<secret>';
  if (value === Number.POSITIVE_INFINITY) return 'unlimited';
  if (meta.argument === 'SIZE') return formatBytes(value as number);
  if (meta.argument === 'DURATION') return formatDuration(value as number);
  const one = (item: unknown) => (typeof item === 'object' ? JSON.stringify(item) : String(item));
  return Array.isArray(value) ? value.map(one).join(',') : one(value);
}
