import type { WriteStream } from 'node:tty';

/** Shorter reads show nothing, ms. */
const PATIENCE = 1_000;
const INTERVAL = 250;
const CLEAR = '\r\x1b[K';

/** A line on the terminal that tells how far a long read is; elsewhere nothing. */
export class Progress {
  private count = 0;
  private readonly timer: NodeJS.Timeout | undefined;
  private readonly started = Date.now();
  private isShown = false;

  constructor(private readonly terminal: Pick<WriteStream, 'isTTY' | 'write'>) {
    if (terminal.isTTY) this.timer = setInterval(() => this.show(), INTERVAL);
  }

  add(entries: number): void {
    this.count += entries;
  }

  /** Takes the line away; it comes back with the next look. */
  clear(): void {
    if (this.isShown) this.terminal.write(CLEAR);
    this.isShown = false;
  }

  end(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private show(): void {
    const ms = Date.now() - this.started;
    if (ms < PATIENCE) return;
    this.terminal.write(`${CLEAR}${this.count.toLocaleString('en')} entries, ${Math.floor(ms / 1000)} s …`);
    this.isShown = true;
  }
}
