import type { EntryLabels } from '../entry-labels.js';

/** The labels that the rest of a query needs of a parser. */
export class Wanted {
  private readonly list: readonly string[];

  /** `undefined`: all there are. */
  constructor(private readonly names: ReadonlySet<string> | undefined) {
    this.list = [...(names ?? [])];
  }

  has(name: string): boolean {
    return this.names === undefined || this.names.has(name);
  }

  /** Whether stages have set all of them, so that nothing is left to find. */
  areAllIn(labels: EntryLabels): boolean {
    if (this.names === undefined) return false;
    for (const name of this.list) if (!labels.isSet(name)) return false;
    return true;
  }
}
