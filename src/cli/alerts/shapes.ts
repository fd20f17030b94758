import { z } from 'zod';

/** The parts of the API's answers that are shown. https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */

const labels = z.record(z.string(), z.string());

export const alertShape = z
  .object({
    fingerprint: z.string(),
    labels,
    annotations: labels,
    startsAt: z.string(),
    status: z.object({
      state: z.enum(['active', 'suppressed', 'unprocessed']),
      silencedBy: z.array(z.string()),
      inhibitedBy: z.array(z.string()),
      mutedBy: z.array(z.string()).default([]),
    }),
  })
  .loose();

export const silenceShape = z
  .object({
    id: z.string(),
    status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
    startsAt: z.string(),
    endsAt: z.string(),
    createdBy: z.string(),
    comment: z.string(),
    matchers: z.array(
      z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) }),
    ),
  })
  .loose();

export const explanationShape = z
  .object({
    labels,
    time: z.string(),
    silencedBy: z.array(silenceShape),
    inhibitedBy: z.array(z.object({ fingerprint: z.string(), labels })),
    routes: z.array(
      z.object({
        receiver: z.string(),
        path: z.array(z.string()),
        groupLabels: labels,
        groupExists: z.boolean(),
        groupWait: z.string(),
        groupInterval: z.string(),
        repeatInterval: z.string(),
        nextFlush: z.string(),
        mutedBy: z.array(z.string()),
        notifiesAt: z.string().nullable(),
      }),
    ),
  })
  .loose();

export type ShownAlert = z.infer<typeof alertShape>;
export type ShownSilence = z.infer<typeof silenceShape>;
export type ShownExplanation = z.infer<typeof explanationShape>;
