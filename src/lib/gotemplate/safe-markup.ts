import { GoObject } from './value.js';

/** A text that its author vouches for: HTML, or an address. https://pkg.go.dev/html/template#hdr-Typed_Strings */
export class SafeMarkup extends GoObject {
  constructor(
    readonly type: 'template.HTML' | 'template.URL',
    readonly text: string,
  ) {
    super();
  }

  member(): undefined {
    return undefined;
  }

  toString(): string {
    return this.text;
  }

  equals(other: GoObject): boolean {
    return other instanceof SafeMarkup && other.type === this.type && other.text === this.text;
  }
}
