import type { Labels } from '../../model/labels.js';

/** Where a label of an entry comes from. */
export type LabelCategory = 'stream' | 'metadata' | 'parsed';

export const ERROR_LABEL = '__error__';
export const ERROR_DETAILS_LABEL = '__error_details__';

interface Changed {
  readonly category: LabelCategory;
  readonly value: string;
}

/**
 * The labels of one entry on its way through a pipeline: those of its stream and its structured metadata, which many
 * entries share and nobody changes, and what the stages make of them.
 */
export class EntryLabels {
  private changes: Map<string, Changed | undefined> | undefined;
  /** Apart from the labels, since a parsed label may be called `__error__` too. */
  private failure: string | undefined;
  private failureDetails: string | undefined;

  /** `stream` and `metadata` hold names and values in turn, sorted; no name stands in both. */
  constructor(
    readonly stream: Labels,
    readonly metadata: Labels,
  ) {}

  /** The value of a label; `undefined` where there is none. What failed goes before a parsed label of that name. */
  get(name: string): string | undefined {
    if (name === ERROR_LABEL && this.failure !== undefined) return this.failure;
    if (name === ERROR_DETAILS_LABEL && this.failureDetails !== undefined) return this.failureDetails;
    if (this.changes?.has(name)) return this.changes.get(name)?.value;
    return valueIn(this.stream, name) ?? valueIn(this.metadata, name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  categoryOf(name: string): LabelCategory | undefined {
    if (this.changes?.has(name)) return this.changes.get(name)?.category;
    if (valueIn(this.stream, name) !== undefined) return 'stream';
    return valueIn(this.metadata, name) === undefined ? undefined : 'metadata';
  }

  /** Whether a label of the stream or of the metadata has this name, so that a parsed one is called `name_extracted`. */
  isBase(name: string): boolean {
    return valueIn(this.stream, name) !== undefined || valueIn(this.metadata, name) !== undefined;
  }

  set(category: LabelCategory, name: string, value: string): void {
    this.changes ??= new Map();
    this.changes.set(name, { category, value });
  }

  delete(name: string): void {
    this.changes ??= new Map();
    this.changes.set(name, undefined);
  }

  /** The error of the stage that failed; not a parsed label of the name `__error__`. */
  get error(): string | undefined {
    return this.failure;
  }

  get errorDetails(): string | undefined {
    return this.failureDetails;
  }

  /** Whether a stage has given the label a value: a later parser leaves it alone. */
  isSet(name: string): boolean {
    return this.changes?.get(name) !== undefined;
  }

  /** Notes that a stage failed. The error of a later stage takes its place; no details leave the earlier ones. */
  fail(error: string, details: string): void {
    this.failure = error;
    if (details !== '') this.failureDetails = details;
  }

  /** Takes the error away and leaves its details. */
  clearError(): void {
    this.failure = undefined;
  }

  clearErrorDetails(): void {
    this.failureDetails = undefined;
  }

  /** All labels with their categories, in no given order. Empty values are among them. */
  *entries(): Generator<readonly [name: string, value: string, category: LabelCategory]> {
    for (const [category, labels] of [
      ['metadata', this.metadata],
      ['stream', this.stream],
    ] as const) {
      for (let i = 0; i < labels.length; i += 2) {
        const name = labels[i]!;
        if (this.changes?.has(name)) continue;
        yield [name, labels[i + 1]!, category];
      }
    }
    for (const [name, changed] of this.changes ?? []) {
      if (changed === undefined) continue;
      if (name === ERROR_LABEL && this.failure !== undefined) continue;
      if (name === ERROR_DETAILS_LABEL && this.failureDetails !== undefined) continue;
      yield [name, changed.value, changed.category];
    }
    if (this.failure !== undefined) yield [ERROR_LABEL, this.failure, 'parsed'];
    if (this.failureDetails !== undefined) yield [ERROR_DETAILS_LABEL, this.failureDetails, 'parsed'];
  }

  /** Characters of what the stages set. */
  get changedLength(): number {
    let length = this.failureDetails?.length ?? 0;
    for (const changed of this.changes?.values() ?? []) length += changed?.value.length ?? 0;
    return length;
  }

  /** Whether the labels are still those that the entry was stored with. */
  get isUnchanged(): boolean {
    return this.changes === undefined && this.failure === undefined && this.failureDetails === undefined;
  }
}

function valueIn(labels: Labels, name: string): string | undefined {
  for (let i = 0; i < labels.length; i += 2) if (labels[i] === name) return labels[i + 1];
  return undefined;
}
