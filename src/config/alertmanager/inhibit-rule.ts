import { z } from 'zod';
import type { InhibitRule } from '../../alerting/inhibition/inhibit-rule.js';
import { labelName, plainText } from '../values.js';
import { equalities, expressions, matcherList, type ParseMatchers } from './matchers.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule */
export const inhibitRuleSchema = (parseMatchers: ParseMatchers) =>
  z
    .strictObject({
      name: plainText.optional(),
      source_match: equalities,
      source_match_re: expressions,
      source_matchers: matcherList(parseMatchers),
      target_match: equalities,
      target_match_re: expressions,
      target_matchers: matcherList(parseMatchers),
      equal: z.array(labelName).default([]),
    })
    .transform(
      (given): InhibitRule => ({
        sourceMatchers: [...given.source_match, ...given.source_match_re, ...given.source_matchers],
        targetMatchers: [...given.target_match, ...given.target_match_re, ...given.target_matchers],
        equal: given.equal,
      }),
    );
