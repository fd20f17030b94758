import { readFileSync } from 'node:fs';
import type { Config } from './config.js';
import { ConfigError } from './config-error.js';

/** `config` with `storage.password` from `storage.passwordFile`, without the newline at its end. */
export function withPasswordFile(config: Config): Config {
  const { passwordFile } = config.storage;
  if (passwordFile === undefined) return config;
  try {
    const password = readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '');
    return { ...config, storage: { ...config.storage, password } };
  } catch (error) {
    throw new ConfigError(`storage.passwordFile: ${(error as Error).message}`, { cause: error });
  }
}
