import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { QuartetError } from '../model/errors.js';
import { inTableOrder } from './listeners-table.js';
import type { OpenListener } from './running-app.js';

/** Removes the file of an earlier run, so that whoever waits for the file does not read old ports. */
export function clearPortsFile(path: string): void {
  rmSync(path, { force: true });
}

/** Writes `{"loki": 3100, …}` to `path`: whole or not at all. */
export function writePortsFile(path: string, listeners: readonly OpenListener[]): void {
  const ports = Object.fromEntries(inTableOrder(listeners).map(({ dialect, port }) => [dialect, port]));
  const written = `${path}.${process.pid}`;
  try {
    writeFileSync(written, `${JSON.stringify(ports, null, 2)}\n`);
    renameSync(written, path);
  } catch (error) {
    throw new QuartetError('invalid_argument', `--ports-file: ${(error as Error).message}`, { cause: error });
  }
}
