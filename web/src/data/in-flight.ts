interface Flight<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Runs what has the same key once for all who ask while it is under way. Who aborts stops waiting at once; the work itself is
 * aborted when nobody waits any more. Answers are shared: nobody may change them.
 */
export class InFlight<T> {
  private readonly flights = new Map<string, Flight<T>>();

  run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(abortError());
    const flight = this.flights.get(key) ?? this.take(key, start);
    flight.waiting++;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        flight.waiting--;
        if (flight.waiting === 0) {
          this.forget(key, flight);
          flight.controller.abort();
        }
        reject(abortError());
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  private take(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const answer = start(controller.signal);
    const flight: Flight<T> = { answer, controller, waiting: 0 };
    this.flights.set(key, flight);
    const done = () => this.forget(key, flight);
    answer.then(done, done);
    return flight;
  }

  private forget(key: string, flight: Flight<T>): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}

const abortError = (): Error => new DOMException('the request was aborted', 'AbortError');

export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
