import { RE2JS } from 're2js';
import { compileRegex } from '../../lib/bounded-regex.js';
import { Expansion } from '../../lib/go-expansion.js';
import { simplePattern } from './simple-pattern.js';

/** A regular expression of RE2 that matches whole texts; its dot matches new lines too. */
export interface AnchoredPattern {
  test(text: string): boolean;
  /** A template with `$1` and `${name}` as a function of texts; undefined for those that the pattern does not match. */
  template(template: string): (text: string) => string | undefined;
}

/** Throws what RE2 throws for a pattern that is none. */
export function anchoredPattern(pattern: string): AnchoredPattern {
  const compiled = compileRegex(pattern, RE2JS.DOTALL);
  const simple = simplePattern(pattern);
  const test = simple?.test ?? ((text: string) => compiled.matches(text));
  return {
    test,
    template(template) {
      if (!template.includes('$')) return (text) => (test(text) ? template : undefined);
      const expansion = new Expansion(template, compiled.namedGroups());
      if (simple !== undefined) {
        const { groups, group } = simple;
        const textOf = (text: string) => (number: number) => (number === 0 ? text : group(text));
        return (text) => (test(text) ? expansion.expand(groups, textOf(text)) : undefined);
      }
      const groups = compiled.groupCount();
      return (text) => {
        const matcher = compiled.matcher(text);
        return matcher.matches() ? expansion.expand(groups, (group) => matcher.group(group)) : undefined;
      };
    },
  };
}
