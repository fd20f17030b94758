import type { Logger, OwnLogBuffer } from '../telemetry/logger.js';

/** A port that was taken. */
export interface OpenListener {
  readonly dialect: string;
  readonly address: string;
  readonly port: number;
  /** The flag that moves it. */
  readonly flag: string;
}

/** What `startApp` is given beside the configuration. */
export interface StartOptions {
  readonly logger: Logger;
  /** Where the logger leaves copies of its lines for self-telemetry. */
  readonly ownLogs: OwnLogBuffer;
  /** Where settings were given, by their keys; the others have their defaults. */
  readonly origins: ReadonlyMap<string, string>;
  /** Unknown or bad settings in other systems' files, by system: `quartet_config_unknown_settings_total`. */
  readonly unknownSettings: ReadonlyMap<string, number>;
}

/** The program while it runs. */
export interface RunningApp {
  readonly listeners: readonly OpenListener[];
  /** `undefined` when everything works, else the reason why it does not (what `/ready` answers). */
  ready(): string | undefined;
  /** Reads the files of scraping, rules and alerting again; rejects with `ConfigError` and keeps what it had. */
  reload(): Promise<void>;
  /** Stops accepting, flushes, closes. Resolves when nothing is open any more; calling it again awaits the same stop. */
  stop(): Promise<void>;
}
