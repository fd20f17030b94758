const waiting: (() => void)[] = [];

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
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(give);
}
