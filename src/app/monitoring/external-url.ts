import { hostname } from 'node:os';
import type { Config } from '../../config/config.js';
import { hostAndPort, isLoopback } from '../listeners-table.js';

/** Where people reach the program, without a slash at its end: as configured, else as this machine knows itself. */
export function externalUrl({ externalUrl: configured, listen }: Config, webPort: number | undefined): string {
  if (configured !== undefined) return configured.replace(/\/+$/, '');
  const isEverywhere = listen === '0.0.0.0' || listen === '::';
  const host = isLoopback(listen) ? 'localhost' : isEverywhere ? hostname() : listen;
  return `http://${hostAndPort(host, webPort ?? 3000)}`;
}
