import type { RE2JS } from 're2js';
import { compileRegex } from '../bounded-regex.js';
import { Expansion } from '../go-expansion.js';
import { TemplateError } from './template-error.js';
import type { Room } from './value.js';

const MAX_KNOWN = 100;

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

/** The expressions of templates, compiled once; most come from constants. Throws `TemplateError` for what is none. */
export class Expressions {
  private readonly known = new Map<string, RE2JS>();

  matches(pattern: string, text: string): boolean {
    return this.get(pattern).matcher(text).find();
  }

  count(pattern: string, text: string): bigint {
    let count = 0n;
    for (const _ of matchesOf(this.get(pattern), text)) count++;
    return count;
  }

  /** Each match by what `replacement` makes of it. https://pkg.go.dev/regexp#Regexp.ReplaceAllString */
  replace(pattern: string, replacement: string, text: string, room: Room): string {
    const regex = this.get(pattern);
    const expansion = new Expansion(replacement, regex.namedGroups());
    return replaceAll(regex, text, room, (match) =>
      expansion.expand(match.groupCount(), (group) => match.group(group)),
    );
  }

  /** Each match by `replacement` as it is. */
  replaceLiteral(pattern: string, replacement: string, text: string, room: Room): string {
    return replaceAll(this.get(pattern), text, room, () => replacement);
  }

  private get(pattern: string): RE2JS {
    const known = this.known.get(pattern);
    if (known !== undefined) return known;
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    const compiled = compile(pattern);
    this.known.set(pattern, compiled);
    return compiled;
  }
}

function compile(pattern: string): RE2JS {
  try {
    return compileRegex(pattern);
  } catch (error) {
    throw new TemplateError((error as Error).message);
  }
}
