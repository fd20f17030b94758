import type { Position } from './ast.js';

type Level = 'warning' | 'info';

interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly position: Position | undefined;
}

/** What a query's answer says beside its values: each message once for each place in the query. */
export class Annotations {
  private readonly byKey = new Map<string, Annotation>();

  warn(message: string, position?: Position): void {
    this.add('warning', message, position);
  }

  info(message: string, position?: Position): void {
    this.add('info', message, position);
  }

  private add(level: Level, message: string, position: Position | undefined): void {
    const key = `${level} ${position?.start} ${message}`;
    if (!this.byKey.has(key)) this.byKey.set(key, { level, message, position });
  }

  /** The texts of one level, with line and column of their places in the query. */
  texts(level: Level, query: string): string[] {
    return [...this.byKey.values()]
      .filter((annotation) => annotation.level === level)
      .map(
        ({ message, position }) =>
          `PromQL ${level}: ${message}${position === undefined ? '' : placeOf(query, position.start)}`,
      );
  }
}

function placeOf(query: string, at: number): string {
  const before = query.slice(0, at).split('\n');
  return ` (${before.length}:${before.at(-1)!.length + 1})`;
}
