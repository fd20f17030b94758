import type { Socket } from 'node:net';

/** Bytes that a server may send in one line, or while nobody reads. */
const MAX_BYTES = 1024 * 1024;

/** Lines of a connection, without their ends. `stop` gives the connection to somebody else. */
export class LineReader {
  private text = '';
  private isOver = false;
  private wake: () => void = () => {};
  private readonly read = (chunk: Buffer) => {
    this.text += chunk.toString('latin1');
    if (this.text.length > MAX_BYTES) this.socket.destroy();
    this.wake();
  };
  private readonly end = () => {
    this.isOver = true;
    this.wake();
  };

  constructor(private readonly socket: Socket) {
    socket.on('data', this.read).once('close', this.end).once('end', this.end);
  }

  /** Undefined once the server has closed. A last line without an end is one too. */
  async next(): Promise<string | undefined> {
    for (;;) {
      const end = this.text.indexOf('\n');
      if (end >= 0 || (this.isOver && this.text !== '')) {
        const line = end >= 0 ? this.text.slice(0, end) : this.text;
        this.text = end >= 0 ? this.text.slice(end + 1) : '';
        return Buffer.from(line.replace(/\r$/, ''), 'latin1').toString('utf8');
      }
      if (this.isOver) return undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  stop(): void {
    this.socket.off('data', this.read).off('close', this.end).off('end', this.end);
  }
}
