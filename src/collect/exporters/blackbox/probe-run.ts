import { FamilySet } from '../family-set.js';

/** One probe while it runs: what it has measured, what it says to whoever looks at it, and when it ends. */
export class ProbeRun {
  readonly families = new FamilySet();
  /** Lines of the `debug=true` page; no secrets. */
  readonly log: string[] = [];

  constructor(
    /** As the request gave it. */
    readonly target: string,
    readonly signal: AbortSignal,
  ) {}

  gauge(name: string, help: string, value: number, labels: Readonly<Record<string, string>> = {}): void {
    this.families.gauge(name, help, value, labels);
  }

  say(text: string): void {
    this.log.push(text);
  }

  /** Rejects when the probe ends before `work`. */
  async bound<T>(work: Promise<T>): Promise<T> {
    const { signal } = this;
    let end = () => {};
    const ended = new Promise<never>((_, reject) => {
      end = () => reject(signal.reason as Error);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    });
    try {
      return await Promise.race([work, ended]);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }
}
