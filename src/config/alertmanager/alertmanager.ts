import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { AlertmanagerConfig } from '../../alerting/alertmanager-config.js';
import type { ReceiverConfig } from '../../alerting/receivers/receiver-config.js';
import { readStrict } from '../strict-yaml.js';
import { durationMs, plainText } from '../values.js';
import type { YamlFile } from '../yaml-file.js';
import { inhibitRuleSchema } from './inhibit-rule.js';
import type { ParseMatchers } from './matchers.js';
import { readReceivers } from './receivers/read-receivers.js';
import { checkReferences } from './references.js';
import { routeSchema } from './route.js';
import { shownText } from './shown-text.js';
import { namedTimeIntervals } from './time-interval.js';

const RESOLVE_TIMEOUT_MS = 5 * 60_000;

const named = z.looseObject({
  name: plainText.refine((name) => name !== '', { error: 'must not be empty', abort: true }),
});

/**
 * The configuration in `file`; paths in it are relative to its directory. `parseMatchers` is alerting's. Throws
 * `ConfigError` for the first thing that is wrong. https://prometheus.io/docs/alerting/latest/configuration/
 */
export function readAlertmanagerConfig(
  file: YamlFile,
  parseMatchers: ParseMatchers,
): AlertmanagerConfig<ReceiverConfig> {
  const directory = dirname(file.path);
  const given = readStrict(file, fileSchema(parseMatchers));
  return {
    text: shownText(file.value(file.root)),
    resolveTimeoutMs: given.global.resolve_timeout,
    route: given.route,
    inhibitRules: given.inhibit_rules,
    receivers: readReceivers(file),
    timeIntervals: new Map(
      [...given.time_intervals, ...given.mute_time_intervals].map((one) => [one.name, one.time_intervals]),
    ),
    templates: given.templates.map((path) => resolve(directory, path)),
  };
}

const fileSchema = (parseMatchers: ParseMatchers) =>
  z
    .strictObject({
      global: z.looseObject({ resolve_timeout: durationMs.default(RESOLVE_TIMEOUT_MS) }).prefault({}),
      route: routeSchema(parseMatchers),
      inhibit_rules: z.array(inhibitRuleSchema(parseMatchers)).default([]),
      receivers: z.array(named).default([]),
      templates: z.array(plainText).default([]),
      time_intervals: namedTimeIntervals.default([]),
      mute_time_intervals: namedTimeIntervals.default([]),
      tracing: z.unknown().optional(),
    })
    .superRefine(checkReferences);
