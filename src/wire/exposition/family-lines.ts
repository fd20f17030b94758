import type { MetricMetadata } from '../../model/samples.js';

/** What a line of metadata says. */
export type MetadataField = 'help' | 'type' | 'unit';

/** Bounds of a name without its quotes, and what is behind them. */
export interface FamilyName {
  readonly start: number;
  readonly stop: number;
  readonly end: number;
}

/** Bounds of a line's parts: the name's, without quotes, and the text's. */
interface MetadataLine {
  readonly field: MetadataField;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly textStart: number;
  readonly textEnd: number;
}

/**
 * What a page of text says of its families. Lines are noted by their bounds as they come; texts are made of them when
 * somebody asks, which most of a page's readers do at its end.
 */
export class FamilyLines {
  private readonly families = new Map<string, MetricMetadata>();
  private readonly lines: MetadataLine[] = [];

  /** `text`: the text between two bounds, without its escapes, as a value of the field. */
  constructor(private readonly text: (start: number, end: number, field: MetadataField | 'name') => string) {}

  note(line: MetadataLine): void {
    this.lines.push(line);
  }

  get byName(): ReadonlyMap<string, MetricMetadata> {
    for (const { field, nameStart, nameEnd, textStart, textEnd } of this.lines) {
      const family = this.text(nameStart, nameEnd, 'name');
      const known = this.families.get(family);
      const text = this.text(textStart, textEnd, field);
      this.families.set(family, {
        family,
        type: field === 'type' ? text : (known?.type ?? 'unknown'),
        help: field === 'help' ? text : (known?.help ?? ''),
        unit: field === 'unit' ? text : (known?.unit ?? ''),
      });
    }
    this.lines.length = 0;
    return this.families;
  }
}
