import { parseClassicMatchers } from './classic-parser.js';
import { compileMatcher, type Matcher } from './matcher.js';
import { parseUtf8Matchers } from './utf8-parser.js';

const MAX_LENGTH = 64 << 10;

/**
 * The matchers of a text such as `severity="critical"` or `{a="b", c=~"d|e"}`. What only one of the two syntaxes can read
 * means what it means there; where they read different things the classic syntax counts, as in Alertmanager's default mode.
 * Throws what is wrong and what would be right.
 * https://prometheus.io/docs/alerting/latest/configuration/#label-matchers
 */
export function parseMatchers(input: string): Matcher[] {
  if (input.length > MAX_LENGTH) throw new Error(`matchers may have ${MAX_LENGTH} characters, not ${input.length}`);
  const matchers = read(input);
  for (const matcher of matchers) {
    try {
      compileMatcher(matcher);
    } catch (error) {
      const reason = (error as Error).message;
      throw new Error(`${JSON.stringify(matcher.value)} is not a regular expression (RE2): ${reason}`);
    }
  }
  return matchers;
}

function read(input: string): Matcher[] {
  try {
    return parseClassicMatchers(input);
  } catch (classic) {
    try {
      return parseUtf8Matchers(input);
    } catch (utf8) {
      // Who wrote braces, quotes and operators is helped most by the syntax that has positions.
      throw /^[^"]*$/.test(input) ? classic : utf8;
    }
  }
}
