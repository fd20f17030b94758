/** Where components take the time from and have themselves woken by, so that tests can drive it. */
export interface Clock {
  /** Current time, ms since 1970. */
  now(): number;
  /**
   * Calls `task` once, at `ms` or soon after, never before `at` has returned. What it answers resolves when all that it
   * began is done, by which tests know when to go on; it must not reject. Gives back what cancels the call.
   */
  at(ms: number, task: () => void | Promise<void>): () => void;
}

/** The longest that a timer of node takes; a later time is waited for in parts. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The real time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: Date.now,
  at(ms, task) {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const delay = ms - Date.now();
      timer = delay > MAX_DELAY_MS ? setTimeout(wait, MAX_DELAY_MS) : setTimeout(task, Math.max(0, delay));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
