import type { Position } from './ast.js';
import { lineAndColumn } from './parse-error.js';

type Level = 'warning' | 'info';

interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly position: Position | undefined;
  readonly detail: AnnotationDetail | undefined;
}

/** What an annotation says of the samples that it is about; one for all that have the same message. */
export interface AnnotationDetail {
  /** Takes in the detail of the same message for further samples. */
  include(other: this): void;
  /** Follows the message. */
  readonly text: string;
}

/** What a query's answer says beside its values: each message once, with the last of the places in the query that it is about. */
export class Annotations {
  private readonly byKey = new Map<string, Annotation>();

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  warn(message: string, position?: Position): void {
    this.add('warning', message, position);
  }

  info(message: string, position?: Position, detail?: AnnotationDetail): void {
    this.add('info', message, position, detail);
  }

  private add(level: Level, message: string, position: Position | undefined, detail?: AnnotationDetail): void {
    const key = `${level} ${message}`;
    const before = this.byKey.get(key);
    if (before === undefined) {
      this.byKey.set(key, { level, message, position, detail });
      return;
    }
    if (detail !== undefined) before.detail?.include(detail);
    if ((position?.start ?? 0) > (before.position?.start ?? 0)) this.byKey.set(key, { ...before, position });
  }

  /** The texts of one level, with line and column of their places in the query. */
  texts(level: Level, query: string): string[] {
    return [...this.byKey.values()]
      .filter((annotation) => annotation.level === level)
      .map(
        ({ message, position, detail }) =>
          `PromQL ${level}: ${message}${detail?.text ?? ''}${position === undefined ? '' : ` (${lineAndColumn(query, position.start)})`}`,
      );
  }
}
