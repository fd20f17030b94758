import { nextTurn } from './turns.js';

/** Runs `steps` to its end and lets the event loop turn between them. */
export async function inTurns<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await nextTurn();
  }
}
