import type { AnsweredEntry } from '../../../logql/answer.js';
import { streamAndRow } from '../value-json.js';

/** An entry as parts of a frame. */
export interface EncodedEntry {
  readonly ns: bigint;
  /** The JSON of its labels and of its row. */
  readonly stream: string;
  readonly value: string;
}

/** What both parts take, in characters. */
export const sizeOf = ({ stream, value }: EncodedEntry): number => stream.length + value.length;

/** Encodes entries once, however many clients get them. */
export class EntryEncoder {
  private readonly known = new WeakMap<AnsweredEntry, EncodedEntry>();

  /** `categorize`: labels of the stream apart from metadata and what was parsed. */
  constructor(readonly categorize: boolean) {}

  encode(entry: AnsweredEntry): EncodedEntry {
    let encoded = this.known.get(entry);
    if (encoded === undefined) {
      const { stream, row } = streamAndRow(entry, this.categorize);
      encoded = { ns: entry.ns, stream: JSON.stringify(stream), value: JSON.stringify(row) };
      this.known.set(entry, encoded);
    }
    return encoded;
  }
}
