const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu;
const NUMBER = /^(?:0|[1-9][0-9]*)$/;

/** The text of a group, by number (0: the whole match); empty or undefined where the group matched nothing. */
export type GroupText = (group: number) => string | null | undefined;

/**
 * A replacement text with references to groups, as Go's `Regexp.Expand` reads it: `$1`, `$name` (the longest run of
 * letters, digits and underscores), `${1}x`, `$$` for a dollar. References to groups that do not exist are empty, and a
 * dollar that begins none stands for itself.
 */
export class Expansion {
  /** Literal texts and group numbers in turn. */
  private readonly parts: (string | number)[] = [];

  constructor(template: string, groupNumbers: Readonly<Record<string, number>>) {
    let at = 0;
    for (const match of template.matchAll(REFERENCE)) {
      this.parts.push(template.slice(at, match.index));
      at = match.index + match[0].length;
      const name = match[2] ?? match[3];
      if (name === undefined) this.parts.push('$');
      else if (NUMBER.test(name)) this.parts.push(Number(name));
      else if (Object.hasOwn(groupNumbers, name)) this.parts.push(groupNumbers[name]!);
    }
    this.parts.push(template.slice(at));
  }

  /**
   * `groups`: how many the expression has, the whole match not counted. The text is broken off once it is longer than
   * `enough` characters.
   */
  expand(groups: number, textOf: GroupText, enough = Number.POSITIVE_INFINITY): string {
    let text = '';
    for (const part of this.parts) {
      if (text.length > enough) break;
      if (typeof part === 'string') text += part;
      else if (part <= groups) text += textOf(part) ?? '';
    }
    return text;
  }
}
