import type { RE2JS } from 're2js';
import { compileRegex } from '../../lib/bounded-regex.js';
import { Expansion } from '../../lib/go-expansion.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import type { Room, TemplateFunctions } from '../../lib/gotemplate/value.js';

const MAX_KNOWN = 100;

/** The expressions of one template, compiled once; most come from constants. */
class Expressions {
  private readonly known = new Map<string, RE2JS>();

  get(pattern: string): RE2JS {
    const known = this.known.get(pattern);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const compiled = this.compile(pattern);
    this.known.set(pattern, compiled);
    return compiled;
  }

  private compile(pattern: string): RE2JS {
    try {
      return compileRegex(pattern);
    } catch (error) {
      throw new TemplateError((error as Error).message);
    }
  }
}

type Matcher = ReturnType<RE2JS['matcher']>;

/** Each match in turn; an empty one right behind another is none. */
function* matchesOf(regex: RE2JS, text: string): Generator<Matcher> {
  const matcher = regex.matcher(text);
  let end = -1;
  while (matcher.find()) {
    const start = matcher.start();
    const isEmpty = matcher.end() === start;
    if (isEmpty && (start === end || isInsidePair(text, start))) continue;
    end = matcher.end();
    yield matcher;
  }
}

/** Between the two halves of one character. */
function isInsidePair(text: string, at: number): boolean {
  const before = at > 0 ? text.charCodeAt(at - 1) : 0;
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

function replaceAll(regex: RE2JS, text: string, room: Room, replacement: (match: Matcher) => string): string {
  let result = '';
  let at = 0;
  for (const match of matchesOf(regex, text)) {
    result += text.slice(at, match.start()) + replacement(match);
    room.checkLength(result.length);
    at = match.end();
  }
  return result + text.slice(at);
}

/** https://grafana.com/docs/loki/latest/query/template_functions/#regular-expression-functions */
export function regexFunctions(): TemplateFunctions {
  const expressions = new Expressions();
  return {
    regexReplaceAll: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, text, replacement], room) => {
        const regex = expressions.get(pattern);
        const expansion = new Expansion(replacement, regex.namedGroups());
        return replaceAll(regex, text, room, (match) =>
          expansion.expand(match.groupCount(), (group) => match.group(group)),
        );
      },
    },
    regexReplaceAllLiteral: {
      parameters: ['string', 'string', 'string'],
      call: ([pattern, text, replacement], room) => replaceAll(expressions.get(pattern), text, room, () => replacement),
    },
    count: {
      parameters: ['string', 'string'],
      call: ([pattern, text]) => {
        let count = 0n;
        for (const _ of matchesOf(expressions.get(pattern), text)) count++;
        return count;
      },
    },
  };
}
