import type { MetadataName } from './metadata-names.js';

/** The structured metadata of one entry: slices of the request's bytes, or of texts that were made of them. */
export class MetadataRow {
  count = 0;
  /** Bytes of all names and values. */
  size = 0;
  readonly names: MetadataName[] = [];
  readonly sources: Uint8Array[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(name: MetadataName, source: Uint8Array, start: number, end: number): void {
    const at = this.count++;
    this.names[at] = name;
    this.sources[at] = source;
    this.starts[at] = start;
    this.ends[at] = end;
    this.size += name.size + end - start;
  }

  addText(name: MetadataName, text: string): void {
    const bytes = Buffer.from(text);
    this.add(name, bytes, 0, bytes.length);
  }

  /** Drops all pairs but the first `count`. */
  truncate(count: number): void {
    while (this.count > count) {
      const at = --this.count;
      this.size -= this.names[at]!.size + this.ends[at]! - this.starts[at]!;
    }
  }
}
