import { z } from 'zod';
import type { RouteConfig } from '../../alerting/routing/route-config.js';
import { durationMs, labelName, plainText } from '../values.js';
import { equalities, expressions, matcherList, type ParseMatchers } from './matchers.js';

const groupBy = z.array(labelName).superRefine((names, context) => {
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0)
    context.addIssue({ code: 'custom', continue: false, path: [twice], message: `${names[twice]} stands in it twice` });
  if (names.includes('...') && names.length > 1)
    context.addIssue({ code: 'custom', continue: false, message: "'...' groups by all labels and must stand alone" });
});

const positive = durationMs.refine((ms) => ms > 0, { error: 'must be longer than 0s', abort: true });

/** https://prometheus.io/docs/alerting/latest/configuration/#route */
export function routeSchema(parseMatchers: ParseMatchers): z.ZodType<RouteConfig> {
  const schema: z.ZodType<RouteConfig> = z
    .strictObject({
      receiver: plainText.optional(),
      group_by: groupBy.nullable().optional(),
      continue: z.boolean().default(false),
      match: equalities,
      match_re: expressions,
      matchers: matcherList(parseMatchers),
      group_wait: durationMs.optional(),
      group_interval: positive.optional(),
      repeat_interval: positive.optional(),
      mute_time_intervals: z.array(plainText).default([]),
      active_time_intervals: z.array(plainText).default([]),
      routes: z.array(z.lazy(() => schema)).default([]),
    })
    .transform(
      (given): RouteConfig => ({
        receiver: given.receiver === '' ? undefined : given.receiver,
        groupBy: given.group_by ?? undefined,
        continue: given.continue,
        matchers: [...given.match, ...given.match_re, ...given.matchers],
        groupWaitMs: given.group_wait,
        groupIntervalMs: given.group_interval,
        repeatIntervalMs: given.repeat_interval,
        muteTimeIntervals: given.mute_time_intervals,
        activeTimeIntervals: given.active_time_intervals,
        routes: given.routes,
      }),
    );
  return schema;
}
