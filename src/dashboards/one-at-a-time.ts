/** Runs changes one after another, so that what one has checked still holds when it writes. */
export class OneAtATime {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(change: () => Promise<T>): Promise<T> {
    const done = this.last.then(change);
    this.last = done.catch(() => undefined);
    return done;
  }
}
