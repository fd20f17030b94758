const waiting: (() => void)[] = [];

/** When one of those who wait last got a turn, ms of `performance.now()`. */
let given = 0;

/**
 * Resolves in a turn of the event loop that no other caller gets: whoever computes for some milliseconds between two of
 * them leaves the loop to sockets and timers each time, however many do so at once. They go on in the order they came.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(give);
  });
}

function give(): void {
  given = performance.now();
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(give);
}

/** As long a computation may keep the event loop, ms. */
const STRETCH = 5;

/** The time for which a computation has kept the event loop, with whatever else it called that rests by itself. */
export class Stretch {
  private began = performance.now();

  /** True: it is time to `rest`. */
  get isOver(): boolean {
    return performance.now() - Math.max(this.began, given) > STRETCH;
  }

  async rest(): Promise<void> {
    await nextTurn();
    this.began = given;
  }
}
