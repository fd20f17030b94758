import type { Labels } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';
import { AlertingEvaluation } from './alerting-evaluation.js';
import { FailureNotice } from './failure-notice.js';
import { evaluateRecording } from './recording-evaluation.js';
import type { RuleEnvironment } from './rule-environment.js';
import type { Rule, RuleGroup } from './rule-group.js';
import type { RuleSample } from './rule-query.js';

/** How the last evaluation of a rule went. */
export type RuleHealth = 'unknown' | 'ok' | 'err';

/** One rule with what is known of its evaluations. */
export class RuleEvaluation {
  /** The expression in its language's own style. */
  readonly query: string;
  readonly alerting: AlertingEvaluation | undefined;
  /** Metrics that must be stored before it is evaluated; undefined: any. */
  readonly reads: ReadonlySet<string> | undefined;
  health: RuleHealth = 'unknown';
  lastError: string | undefined;
  /** ms since 1970. */
  lastEvaluationMs: number | undefined;
  durationMs = 0;
  failureNotice = new FailureNotice();
  /** The series that it yielded last. */
  private previous: ReadonlyMap<string, Labels> = new Map();

  constructor(
    readonly rule: Rule,
    private readonly group: RuleGroup,
    private readonly environment: RuleEnvironment,
    restores: number,
  ) {
    const language = environment.languages[group.language];
    this.query = language.print(rule.expression);
    this.alerting = rule.kind === 'alerting' ? new AlertingEvaluation(rule, group, environment, restores) : undefined;
    this.reads = this.alerting?.asksQueries === true ? undefined : language.metricsOf(rule.expression);
  }

  /** Tells a rule from others of its group; several may have one. */
  get identity(): string {
    const { kind, name, labels } = this.rule;
    return JSON.stringify([kind, name, labels]);
  }

  get series(): Iterable<Labels> {
    return this.previous.values();
  }

  /** Goes on where another version of the rule stood. */
  takeOver(other: RuleEvaluation): void {
    const { health, lastError, lastEvaluationMs, durationMs, failureNotice, previous } = other;
    Object.assign(this, { health, lastError, lastEvaluationMs, durationMs, failureNotice, previous });
    if (other.alerting !== undefined) this.alerting?.states.takeOver(other.alerting.states);
  }

  /** What it yields at `ms`. */
  samples(ms: number, signal: AbortSignal): Promise<readonly RuleSample[]> {
    const { rule, group, environment, alerting } = this;
    if (alerting !== undefined) return alerting.evaluate(ms, signal);
    if (rule.kind !== 'recording') throw new Error('a rule records or alerts');
    return evaluateRecording(rule, group, ms - group.queryOffsetMs, environment, signal);
  }

  /** Notes what it yielded; gives the series that it yielded before and no longer does. */
  ended(samples: readonly RuleSample[]): Labels[] {
    const now = new Map(samples.map(({ labels }) => [labelsKey(labels), labels]));
    const ended = [...this.previous].filter(([key]) => !now.has(key)).map(([, labels]) => labels);
    this.previous = now;
    return ended;
  }
}
