import type { Labels } from '../../../model/labels.js';
import type { EntryLabels } from '../entry-labels.js';
import { extractedName, hasLabel, sanitizeLabelName, sanitizeLabelPart } from './label-name.js';

/** Fields that are remembered for each stage, all in all; the keys of further ones are looked at anew each time. */
const MAX_REMEMBERED = 10_000;
/** Longer keys are not remembered. */
const MAX_KEY_LENGTH = 256;
/** Fields whose labels would have longer names are left out, as the same line could have thousands of them. */
const MAX_LABEL_LENGTH = 1024;

/** A field as it is written in lines, with the label it becomes. */
export class FieldName {
  /** The field that followed this one when it was last seen. */
  next: FieldName | undefined;
  /** The label's name where stream or metadata have one of that name. */
  readonly extracted: string;
  /** The fields of the object that is this field's value. */
  readonly inside: FieldNames;
  /** Whether the query needs the label. */
  readonly isWanted: boolean = false;
  /** Whether the query needs a label from inside the object that is this field's value. */
  readonly isInsideWanted: boolean = false;

  private stream: Labels | undefined;
  private isInStream = false;

  constructor(
    /** The key as it is written. */
    readonly written: string,
    /** The label's name; empty: none. `undefined`: what is written is no key. */
    readonly label: string | undefined,
    memory: Memory,
  ) {
    this.extracted = extractedName(label ?? '');
    this.inside = new FieldNames(memory, label ?? '');
    const { wanted } = memory;
    if (label === undefined || label.length > MAX_LABEL_LENGTH) return;
    this.isWanted = label !== '' && (wanted === undefined || wanted.has(label) || wanted.has(this.extracted));
    this.isInsideWanted = wanted === undefined || [...wanted].some((name) => name.startsWith(label));
  }

  /** What the label is called in an entry; entries of one stream come in a row. */
  nameIn(labels: EntryLabels): string {
    const label = this.label ?? '';
    if (labels.stream !== this.stream) {
      this.stream = labels.stream;
      this.isInStream = hasLabel(labels.stream, label);
    }
    return this.isInStream || hasLabel(labels.metadata, label) ? this.extracted : label;
  }
}

interface Memory {
  readonly wanted: ReadonlySet<string> | undefined;
  remembered: number;
}

/**
 * The fields of an object, remembered over lines. Lines of one origin repeat their keys in one order: the key that is
 * expected next can be compared in place, so that no string is made of it.
 */
export class FieldNames {
  private byKey: Map<string, FieldName> | undefined;
  private first: FieldName | undefined;

  /** `prefix`: the names of the objects around, joined by `_`. */
  constructor(
    private readonly memory: Memory,
    readonly prefix: string,
  ) {}

  static of(wanted: ReadonlySet<string> | undefined): FieldNames {
    return new FieldNames({ wanted, remembered: 0 }, '');
  }

  /** The field that is likely to stand behind `previous`, one of the same object; first without. */
  expectedAfter(previous: FieldName | undefined): FieldName | undefined {
    return previous === undefined ? this.first : previous.next;
  }

  /**
   * The field that is written like this behind `previous`. `read` makes its key of that, or `undefined` when it is none.
   */
  find(written: string, previous: FieldName | undefined, read: (written: string) => string | undefined): FieldName {
    const field = this.byKey?.get(written) ?? this.learn(written, read(written));
    if (previous === undefined) this.first = field;
    else previous.next = field;
    return field;
  }

  private learn(written: string, key: string | undefined): FieldName {
    const { memory, prefix } = this;
    const field = new FieldName(written, key === undefined ? undefined : labelOf(prefix, key), memory);
    if (memory.remembered < MAX_REMEMBERED && written.length <= MAX_KEY_LENGTH) {
      memory.remembered++;
      this.byKey ??= new Map();
      this.byKey.set(written, field);
    }
    return field;
  }
}

/** A key without a name stands for nothing, inside an object for the object itself. */
function labelOf(prefix: string, key: string): string {
  if (prefix === '') return sanitizeLabelName(key);
  const part = sanitizeLabelPart(key);
  return part === '' ? prefix : `${prefix}_${part}`;
}
