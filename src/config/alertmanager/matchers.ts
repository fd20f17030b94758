import { z } from 'zod';
import type { Matcher } from '../../alerting/matchers/matcher.js';
import { labelName, plainText, regex } from '../values.js';

/** Reads the matchers of one text; throws what is wrong with it. */
export type ParseMatchers = (input: string) => Matcher[];

/**
 * A list of texts, each with one or several matchers, or one such text.
 * https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export const matcherList = (parse: ParseMatchers) => {
  const line = plainText.transform((text, context): Matcher[] => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });
  return z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(line))
    .default([])
    .transform((lines) => lines.flat());
};

/** Labels that have these values (`match`). */
export const equalities = matchersOf(plainText, '=');

/** Labels whose whole values these expressions match (`match_re`). */
export const expressions = matchersOf(regex, '=~');

function matchersOf(values: z.ZodType<string>, op: '=' | '=~') {
  return z
    .record(labelName, values)
    .default({})
    .transform((pairs) => Object.entries(pairs).map(([name, text]): Matcher => ({ name, op, value: text })));
}
