import type { Pace } from '../../vector/pace.js';

/** Runs `steps` to their end; others get their turn when it is due. Throws what `Pace` does. */
export async function paced<T>(steps: Generator<undefined, T>, pace: Pace): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pace.isDue) await pace.rest();
  }
}
