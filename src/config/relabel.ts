import { z } from 'zod';
import type { RelabelConfig } from '../pipeline/relabel/relabel-config.js';
import { plainText, regex } from './values.js';

const ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const satisfies readonly RelabelConfig['action'][];

const NEEDS_TARGET: readonly RelabelConfig['action'][] = [
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
];

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export const relabelConfigs = z.array(
  z
    .strictObject({
      source_labels: z.array(plainText).default([]),
      separator: plainText.default(';'),
      target_label: plainText.default(''),
      regex: regex.default('(.*)'),
      modulus: z.number().int().nonnegative().default(0),
      replacement: plainText.default('$1'),
      action: z
        .string()
        .transform((action) => action.toLowerCase())
        .pipe(z.enum(ACTIONS))
        .default('replace'),
    })
    .superRefine((given, context) => {
      const bad = (message: string) => context.addIssue({ code: 'custom', message });
      if (NEEDS_TARGET.includes(given.action) && given.target_label === '')
        bad(`relabel configuration for ${given.action} action requires 'target_label' value`);
      if (given.action === 'hashmod' && given.modulus === 0)
        bad('relabel configuration for hashmod requires non-zero modulus');
    })
    .transform(
      (given): RelabelConfig => ({
        action: given.action,
        sourceLabels: given.source_labels,
        separator: given.separator,
        regex: given.regex,
        modulus: given.modulus,
        targetLabel: given.target_label,
        replacement: given.replacement,
      }),
    ),
);
