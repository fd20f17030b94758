import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Lines on their way to a stream that may be slower than the server, or gone (`| head`). */
export class Output {
  /** Aborted when nobody reads any more. */
  readonly closed: AbortSignal;

  constructor(private readonly stream: Writable) {
    const gone = new AbortController();
    this.closed = gone.signal;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      gone.abort();
    });
  }

  /** Resolves when the stream takes more. */
  async print(lines: readonly string[]): Promise<void> {
    if (lines.length === 0 || this.closed.aborted) return;
    if (this.stream.write(`${lines.join('\n')}\n`)) return;
    await Promise.race([once(this.stream, 'drain'), once(this.closed, 'abort')]).catch(() => undefined);
  }
}
