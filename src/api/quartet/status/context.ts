import type { DiskSpace } from '../../../storage/disk-watermark.js';
import type { TableUsage } from '../../../storage/storage-usage.js';
import type { CounterWindow } from '../../../telemetry/counter-window.js';
import type { QueryLog } from '../../../telemetry/query-log.js';

/** A port that was taken. */
interface StatusListener {
  readonly dialect: string;
  readonly title: string;
  readonly address: string;
  readonly port: number;
}

/** One of the settings in force. */
interface StatusSetting {
  readonly key: string;
  readonly flag: string;
  readonly description: string;
  /** As its flag takes it; secrets are hidden. Undefined where nothing is set. */
  readonly value: string | undefined;
  /** Where it was given: `--listen`, `QUARTET_LISTEN`, `quartet.yaml:3`, or `default`. */
  readonly source: string;
}

export interface StatusContext {
  readonly version: string;
  readonly now: () => number;
  /** When the program started, ms since 1970. */
  readonly startedMs: number;
  readonly listeners: () => readonly StatusListener[];
  /** Bytes by purpose. */
  readonly memory: Readonly<Record<string, number>>;
  readonly memoryLimit: number;
  readonly engine: { readonly kind: string; readonly version: string; readonly dataDir: string };
  /** Why a part of the program cannot do its work now, or undefined, by the part's name. */
  readonly parts: Readonly<Record<string, () => string | undefined>>;
  readonly usage: () => Promise<readonly TableUsage[]>;
  readonly disk: DiskSpace;
  /** Free bytes at which a warning is given, and at which writes are refused. */
  readonly watermark: { readonly warn: number; readonly refuse: number };
  /** ms, by signal; infinite where all is kept. */
  readonly retention: Readonly<Record<string, number>>;
  readonly counters: Pick<CounterWindow, 'counted'>;
  readonly queries: QueryLog;
  readonly settings: () => readonly StatusSetting[];
}
