import type { z } from 'zod';
import type { configSchema } from './schema.js';

type DeepReadonly<T> = T extends readonly (infer E)[] ? readonly E[] : { readonly [K in keyof T]: DeepReadonly<T[K]> };

type DeepPartial<T> = T extends readonly unknown[] ? T : { readonly [K in keyof T]?: DeepPartial<T[K]> };

/** The effective configuration: durations in ms, sizes in bytes, `Infinity` for unlimited, paths absolute. */
export type Config = DeepReadonly<z.output<typeof configSchema>>;

/** The settings that one source gives. */
export type ConfigPatch = DeepPartial<Config>;
