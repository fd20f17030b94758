import { z } from 'zod';
import { type Labels, labelsFrom, METRIC_NAME } from '../../model/labels.js';
import type { Rule } from '../../rules/rule-group.js';
import { durationMs, plainText } from '../values.js';

/** What a rule file is checked with: a language's parser and that of templates. Both throw. */
export interface RuleChecks {
  readonly checkExpression: (expression: string) => void;
  readonly checkTemplate: (alert: string, text: string) => void;
}

/** A group as it stands in its file; absent settings are those of the program. Times in ms. */
export interface RuleFileGroup {
  readonly name: string;
  readonly intervalMs: number | undefined;
  readonly queryOffsetMs: number | undefined;
  readonly limit: number;
  readonly sourceTenants: readonly string[];
  readonly isAligned: boolean;
  readonly rules: readonly Rule[];
}

const textMap = z
  .record(z.string(), plainText)
  .nullish()
  .transform((map) => map ?? {});

const ruleFields = z.strictObject({
  record: plainText.nullish(),
  alert: plainText.nullish(),
  expr: plainText.nullish(),
  for: durationMs.nullish(),
  keep_firing_for: durationMs.nullish(),
  labels: textMap,
  annotations: textMap,
});

type RuleFields = z.output<typeof ruleFields>;

type Report = (path: PropertyKey[], message: string) => void;

/**
 * The schema of a rule file. https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 * Settings of Mimir and Thanos are read too: `source_tenants`, `evaluation_delay`, `align_evaluation_time_on_interval`;
 * `partial_response_strategy` and the `namespace` of a file say nothing here.
 */
export function ruleFileSchema(checks: RuleChecks) {
  return z.strictObject({
    namespace: z.string().nullish(),
    groups: z
      .array(ruleGroupSchema(checks))
      .nullish()
      .transform((groups) => groups ?? [])
      .superRefine((groups, context) => {
        const twin = twinOf(groups.map(({ name }) => name));
        if (twin === undefined) return;
        const message = `${JSON.stringify(groups[twin]!.name)} is repeated in the same file; give each group a name of its own`;
        context.addIssue({ code: 'custom', path: [twin, 'name'], message });
      }),
  });
}

/** The schema of one group. */
export function ruleGroupSchema(checks: RuleChecks) {
  const rule = ruleFields.superRefine((given, context) =>
    checkRule(given, checks, (path, message) => context.addIssue({ code: 'custom', path, message })),
  );
  return z
    .strictObject({
      name: plainText.pipe(z.string().min(1, 'a group needs a name that is not empty')),
      interval: durationMs.nullish(),
      limit: z.number().int().nonnegative().nullish(),
      query_offset: durationMs.nullish(),
      evaluation_delay: durationMs.nullish(),
      labels: textMap,
      source_tenants: z.array(plainText).nullish(),
      align_evaluation_time_on_interval: z.boolean().nullish(),
      partial_response_strategy: z.string().nullish(),
      rules: z
        .array(rule)
        .nullish()
        .transform((rules) => rules ?? []),
    })
    .superRefine(({ labels, rules }, context) => {
      const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
      for (const name of Object.keys(labels)) checkLabelName(['labels', name], name, report);
      const twin = twinOf(rules.map((one) => JSON.stringify([one.record, one.alert, one.expr, sorted(one.labels)])));
      if (twin !== undefined) report(['rules', twin], 'this rule stands in its group twice, with the same labels');
    })
    .transform(
      (given): RuleFileGroup => ({
        name: given.name,
        intervalMs: given.interval || undefined,
        queryOffsetMs: given.query_offset ?? given.evaluation_delay ?? undefined,
        limit: given.limit ?? 0,
        sourceTenants: given.source_tenants ?? [],
        isAligned: given.align_evaluation_time_on_interval ?? false,
        rules: given.rules.map((one) => toRule(one, given.labels)),
      }),
    );
}

function checkRule(given: RuleFields, checks: RuleChecks, report: Report): void {
  const { record, alert, expr, labels, annotations } = given;
  if (!record && !alert) report([], "one of 'record' or 'alert' must be set");
  if (record && alert) report([], "only one of 'record' and 'alert' must be set");
  if (!expr) report(['expr'], "field 'expr' must be set in rule");
  if (!expr || Boolean(record) === Boolean(alert)) return;
  attempt(() => checks.checkExpression(expr), 'could not parse expression', ['expr'], report);
  for (const name of Object.keys(labels)) checkLabelName(['labels', name], name, report);
  if (record) {
    if (/[{}]/.test(record)) report(['record'], 'braces present in the recording rule name; should it be in expr?');
    if (Object.keys(annotations).length > 0) report(['annotations'], "invalid field 'annotations' in recording rule");
    if (given.for) report(['for'], "invalid field 'for' in recording rule");
    if (given.keep_firing_for) report(['keep_firing_for'], "invalid field 'keep_firing_for' in recording rule");
    return;
  }
  for (const name of Object.keys(annotations)) if (name === '') report(['annotations'], 'an annotation needs a name');
  for (const [kind, texts] of Object.entries({ labels, annotations })) {
    for (const [name, text] of Object.entries(texts))
      attempt(() => checks.checkTemplate(alert!, text), 'is no template', [kind, name], report);
  }
}

function attempt(check: () => void, problem: string, path: PropertyKey[], report: Report): void {
  try {
    check();
  } catch (error) {
    report(path, `${problem}: ${(error as Error).message}`);
  }
}

function checkLabelName(path: PropertyKey[], name: string, report: Report): void {
  if (name === '' || name === METRIC_NAME)
    report(path, `invalid label name: ${JSON.stringify(name)}; it must not be empty and not ${METRIC_NAME}`);
}

/** The place of the first key that was there before. */
function twinOf(keys: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const at = keys.findIndex((key) => seen.size === seen.add(key).size);
  return at < 0 ? undefined : at;
}

const sorted = (labels: Readonly<Record<string, string>>): Labels => labelsFrom(Object.entries(labels));

function toRule(given: RuleFields, groupLabels: Readonly<Record<string, string>>): Rule {
  const labels = sorted({ ...groupLabels, ...given.labels });
  const expression = given.expr!;
  if (given.record) return { kind: 'recording', name: given.record, expression, labels };
  return {
    kind: 'alerting',
    name: given.alert!,
    expression,
    forMs: given.for ?? 0,
    keepFiringForMs: given.keep_firing_for ?? 0,
    labels,
    annotations: sorted(given.annotations),
  };
}
