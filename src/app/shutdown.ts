import { constants } from 'node:os';

/** The parts of `process` that are needed; tests drive their own. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
}

export interface ShutdownOptions {
  /** Stops accepting, flushes and closes. */
  readonly stop: () => Promise<void>;
  readonly log: (message: string) => void;
  /** Time that `stop` may take, in ms. */
  readonly deadlineMs?: number;
  readonly process?: SignalSource;
  /** Current time in ms. */
  readonly now?: () => number;
}

const DEADLINE_MS = 9_500;

/** Ctrl-C under `npm start` comes twice: from the terminal and passed on by npm. */
const ONE_KEY_PRESS_MS = 200;

/**
 * SIGTERM and SIGINT: the first stops the program in order and exits with 0, or with 1 when that fails or takes longer
 * than the deadline; a second one exits at once with 128 + its number.
 */
export function stopOnSignals({
  stop,
  log,
  deadlineMs = DEADLINE_MS,
  process: source = process,
  now = () => performance.now(),
}: ShutdownOptions): void {
  let first: { signal: NodeJS.Signals; at: number } | undefined;

  const drain = async (signal: NodeJS.Signals) => {
    log(`${signal}: stopping; once more exits at once`);
    const deadline = setTimeout(() => {
      log(`not everything stopped within ${deadlineMs / 1000} s; exiting all the same`);
      source.exit(1);
    }, deadlineMs);
    try {
      await stop();
      log('stopped');
      source.exit(0);
    } catch (error) {
      log(`stopping failed: ${error instanceof Error ? error.message : String(error)}`);
      source.exit(1);
    } finally {
      clearTimeout(deadline);
    }
  };

  const onSignal = (signal: NodeJS.Signals) => {
    if (first === undefined) {
      first = { signal, at: now() };
      void drain(signal);
      return;
    }
    if (signal === 'SIGINT' && first.signal === 'SIGINT' && now() - first.at < ONE_KEY_PRESS_MS) return;
    source.exit(128 + constants.signals[signal]);
  };

  source.on('SIGTERM', onSignal);
  source.on('SIGINT', onSignal);
}
