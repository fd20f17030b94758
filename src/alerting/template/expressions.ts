import type { RE2JS } from 're2js';
import { compileRegex } from '../../lib/bounded-regex.js';
import { Expansion } from '../../lib/go-expansion.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import type { Room } from '../../lib/gotemplate/value.js';

const MAX_KNOWN = 100;

/** Regular expressions of templates, compiled once as long as there are few. */
export class Expressions {
  private readonly known = new Map<string, RE2JS>();

  matches(pattern: string, text: string): boolean {
    return this.get(pattern).matcher(text).find();
  }

  /** Each match by what `replacement` makes of it. https://pkg.go.dev/regexp#Regexp.ReplaceAllString */
  replace(pattern: string, replacement: string, text: string, room: Room): string {
    const regex = this.get(pattern);
    const expansion = new Expansion(replacement, regex.namedGroups());
    const matcher = regex.matcher(text);
    let result = '';
    let at = 0;
    let last = -1;
    while (matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()];
      // An empty match right behind another is none.
      if (start === end && start === last) continue;
      result += text.slice(at, start) + expansion.expand(matcher.groupCount(), (group) => matcher.group(group));
      room.checkLength(result.length);
      at = end;
      last = end;
    }
    return result + text.slice(at);
  }

  private get(pattern: string): RE2JS {
    const known = this.known.get(pattern);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    try {
      const compiled = compileRegex(pattern);
      this.known.set(pattern, compiled);
      return compiled;
    } catch (error) {
      throw new TemplateError((error as Error).message);
    }
  }
}
