import type { AddressInfo } from 'node:net';
import type { Config } from '../config/config.js';
import { DIALECT_NAMES, DIALECTS, type Dialect, portFlag } from '../config/dialects.js';
import { effectivePort } from '../config/validate.js';
import { QuartetError } from '../model/errors.js';
import type { OpenListener } from './running-app.js';

/** A port that a dialect is to take. */
export interface PlannedListener {
  readonly dialect: Dialect;
  readonly title: string;
  readonly address: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly required: boolean;
  readonly flag: string;
}

/** What is to listen where; dialects that are turned off are left out. */
export function planListeners(config: Config): PlannedListener[] {
  return DIALECT_NAMES.flatMap((dialect) => {
    const port = effectivePort(config, dialect);
    if (port === undefined) return [];
    const { title, required } = DIALECTS[dialect];
    return [{ dialect, title, address: config.listen, port, required, flag: portFlag(dialect) }];
  });
}

/** Binds a server: resolves with the port that it took. */
export type Bind = (port: number, address: string) => Promise<number>;

const REASONS: Readonly<Record<string, (planned: PlannedListener) => string>> = {
  EADDRINUSE: ({ port, title, flag }) =>
    `port ${port} for ${title} is in use; stop what has it, move this one with ${flag}, or all of them with --port-offset`,
  EACCES: ({ port, title, flag }) => `port ${port} for ${title} may not be taken by this user; move it with ${flag}`,
  EADDRNOTAVAIL: ({ address }) => `${address} is no address of this machine; give another with --listen`,
  ENOTFOUND: ({ address }) => `${address} has no address; give another with --listen`,
};

/** Why a port could not be taken, with the port, the dialect and the flag that moves it. */
export function bindFailure(planned: PlannedListener, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // grpc-js tells the code in its message only.
  const known = Object.keys(REASONS).find((reason) => code === reason || message.includes(reason));
  if (known !== undefined) return REASONS[known]!(planned);
  return `port ${planned.port} for ${planned.title} could not be taken: ${message}; move it with ${planned.flag}`;
}

/**
 * Takes the port of one dialect. Where this fails, an optional dialect is left out (`undefined`, after `warn`), a
 * required one throws `unavailable`.
 */
export async function openListener(
  planned: PlannedListener,
  bind: Bind,
  warn: (message: string) => void,
): Promise<OpenListener | undefined> {
  try {
    const port = await bind(planned.port, planned.address);
    return { dialect: planned.dialect, address: planned.address, port, flag: planned.flag };
  } catch (error) {
    const reason = bindFailure(planned, error);
    if (planned.required) throw new QuartetError('unavailable', reason, { cause: error });
    warn(`${reason}; ${planned.title} is left out`);
    return undefined;
  }
}

/** The port of a listening server. */
export const portOf = (address: AddressInfo | string | null): number => (address as AddressInfo).port;
