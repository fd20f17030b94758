import type { Clock } from '../../telemetry/clock.js';

/** What `work` gives; rejects with `problem` where that takes longer than `ms`. The work itself goes on. */
export async function within<T>(clock: Clock, ms: number, problem: string, work: Promise<T>): Promise<T> {
  let cancel: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.at(clock.now() + ms, () => reject(new Error(problem)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel!();
  }
}
