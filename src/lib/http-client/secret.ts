import { readFile } from 'node:fs/promises';
import type { Secret } from './http-client-config.js';

/** The text of a secret; that of a file without white space around it. Rejects where the file cannot be read. */
export async function readSecret(secret: Secret): Promise<string> {
  if ('text' in secret) return secret.text;
  try {
    return (await readFile(secret.file, 'utf8')).trim();
  } catch (error) {
    throw new Error(`unable to read file ${secret.file}: ${(error as NodeJS.ErrnoException).code ?? 'failed'}`);
  }
}
