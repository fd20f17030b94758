import { askSource } from '../../data/ask';
import type { Labels } from '../../data/samples/ask-samples';
import type { Language } from '../condition/operator-tree';

/** A rule: https://prometheus.io/docs/prometheus/latest/querying/api/#rules; Loki's ruler answers in the same shape. */
export interface Rule {
  readonly type: 'alerting' | 'recording';
  readonly name: string;
  readonly query: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  /** Seconds that it must hold, and that it goes on after it held. */
  readonly duration?: number;
  readonly keepFiringFor?: number;
  readonly state?: 'firing' | 'pending' | 'inactive';
  readonly alerts?: readonly {
    readonly labels: Labels;
    readonly annotations: Labels;
    readonly state: string;
    readonly activeAt: string;
    readonly value: string;
  }[];
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  readonly lastEvaluation: string;
  /** Seconds. */
  readonly evaluationTime: number;
}

export interface RuleGroup {
  readonly language: Language;
  readonly name: string;
  readonly file: string;
  /** Seconds. */
  readonly interval: number;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
  readonly rules: readonly Rule[];
}

interface Listed {
  readonly data: { readonly groups: readonly Omit<RuleGroup, 'language'>[] };
}

const PLACES = [
  { language: 'promql', uid: 'prometheus', path: 'api/v1/rules' },
  { language: 'logql', uid: 'loki', path: 'prometheus/api/v1/rules' },
] as const;

/** The groups of both languages, those of metrics first. */
export async function askRules(signal: AbortSignal): Promise<readonly RuleGroup[]> {
  const answers = await Promise.all(
    PLACES.map(async ({ language, uid, path }) => {
      const { data } = await askSource<Listed>(uid, path, {}, { signal });
      return data.groups.map((group) => ({ ...group, language }));
    }),
  );
  return answers.flat();
}

/** The rule that an alert comes from: its name, and labels that the alert has too. */
export function ruleOf(labels: Labels, groups: readonly RuleGroup[]): { group: RuleGroup; rule: Rule } | undefined {
  for (const group of groups) {
    const rule = group.rules.find(
      (one) =>
        one.type === 'alerting' &&
        one.name === labels.alertname &&
        Object.entries(one.labels ?? {}).every(([name, value]) => value.includes('{{') || labels[name] === value),
    );
    if (rule !== undefined) return { group, rule };
  }
  return undefined;
}
