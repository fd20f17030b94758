import { Writable } from 'node:stream';
import { type Level, type Logger, multistream, pino } from 'pino';

export type { Logger } from 'pino';

/** One of the program's own log lines, as the pipeline stores it. */
export interface OwnLogLine {
  readonly timeMs: number;
  readonly level: string;
  /** The JSON line without its newline. */
  readonly line: string;
}

/** Lines that wait to be stored; beyond it the oldest are forgotten. */
const MAX_WAITING = 1000;

/** The last of the program's own log lines, taken away by self-telemetry. Bounded; never blocks the logger. */
export class OwnLogBuffer {
  private lines: OwnLogLine[] = [];

  push(line: OwnLogLine): void {
    if (this.lines.length >= MAX_WAITING) this.lines.shift();
    this.lines.push(line);
  }

  take(): OwnLogLine[] {
    const taken = this.lines;
    this.lines = [];
    return taken;
  }
}

/** The program's logger: JSON lines on standard error, and a copy into `buffer` for self-telemetry. */
export function createLogger(options: { level?: Level; buffer?: OwnLogBuffer } = {}): Logger {
  const level = options.level ?? 'info';
  const { buffer } = options;
  const streams: { level: Level; stream: NodeJS.WritableStream }[] = [{ level, stream: process.stderr }];
  if (buffer !== undefined) {
    const copy = new Writable({
      write(chunk: Buffer, _encoding, done) {
        const line = chunk.toString('utf8').trimEnd();
        const { time, level: name } = JSON.parse(line) as { time: number; level: string };
        buffer.push({ timeMs: time, level: name, line });
        done();
      },
    });
    streams.push({ level, stream: copy });
  }
  return pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, multistream(streams));
}
