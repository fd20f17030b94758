import type { Clock } from '../../telemetry/clock.js';

/**
 * Runs `step` at once, and again whenever as many ms have gone by as it answered, until `signal` is aborted and the step
 * under way is done. `step` must not reject. `wake`, where given, is handed what calls the next step soon.
 */
export function repeatStep(
  clock: Clock,
  signal: AbortSignal,
  step: () => Promise<number>,
  wake?: (soon: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let cancel: (() => void) | undefined;
    let running = false;
    let again = false;
    const wait = (ms: number) => {
      cancel?.();
      cancel = clock.at(clock.now() + ms, once);
    };
    const once = async () => {
      cancel = undefined;
      running = true;
      again = false;
      const ms = await step();
      running = false;
      if (signal.aborted) resolve();
      else wait(again ? Math.min(ms, WAKE_MS) : ms);
    };
    const end = () => {
      cancel?.();
      if (!running) resolve();
    };
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    wake?.(() => {
      if (running) again = true;
      else if (!signal.aborted) wait(WAKE_MS);
    });
    void once();
  });
}

/** Changes that come together are looked at together. */
const WAKE_MS = 50;
