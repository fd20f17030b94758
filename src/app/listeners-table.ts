import { isIP } from 'node:net';
import { DIALECT_NAMES, DIALECTS, type Dialect } from '../config/dialects.js';
import type { OpenListener } from './running-app.js';

/** `address:port`, an IPv6 address in brackets. */
export const hostAndPort = (address: string, port: number): string =>
  `${isIP(address) === 6 ? `[${address}]` : address}:${port}`;

/** In the order of `DIALECTS`, whichever was open first. */
export function inTableOrder(listeners: readonly OpenListener[]): OpenListener[] {
  const place = ({ dialect }: OpenListener) => DIALECT_NAMES.indexOf(dialect as Dialect);
  return [...listeners].sort((a, b) => place(a) - place(b));
}

/** The start-up table: what listens where, and the flag that moves it. */
export function listenersTable(listeners: readonly OpenListener[]): string {
  const rows = inTableOrder(listeners).map(({ dialect, address, port, flag }) => [
    DIALECTS[dialect as Dialect]?.title ?? dialect,
    hostAndPort(address, port),
    flag,
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows
    .map(([title, at, flag]) => `  ${title!.padEnd(widths[0]!)}  ${at!.padEnd(widths[1]!)}  ${flag}`)
    .join('\n');
}

/** Whether only this machine can reach the address. */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** The warning that goes with `--listen` beyond loopback; `undefined` where there is nothing to warn of. */
export function exposureWarning(address: string): string | undefined {
  if (isLoopback(address)) return undefined;
  return (
    `listening on ${address}: everyone who can reach this machine can read and write all data, because there is no ` +
    'authentication. Delete and admin calls stay off. Put a proxy that authenticates in front, or use --listen 127.0.0.1'
  );
}
