import { toQuartetError } from '../model/errors.js';
import type { Labels } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';
import type { RuleEnvironment } from './rule-environment.js';
import { RuleEvaluation } from './rule-evaluation.js';
import type { RuleGroup } from './rule-group.js';
import { RuleWrites } from './rule-writes.js';

/** Evaluations after a start in which an alert that begins may be one of before. */
const RESTORING_EVALUATIONS = 2;

/** Notices of one group that may be under way at once. */
const MAX_SENDS = 2;

/** What a group counts. */
export interface GroupCounts {
  evaluations: number;
  failures: number;
  iterations: number;
  missed: number;
}

/** Evaluates the rules of a group, one after another. One evaluation at a time. */
export class RuleEvaluator {
  readonly rules: readonly RuleEvaluation[];
  counts: GroupCounts = { evaluations: 0, failures: 0, iterations: 0, missed: 0 };
  /** ms since 1970. */
  lastEvaluationMs: number | undefined;
  durationMs = 0;
  /** Samples of the last evaluation. */
  samples = 0;
  /** The time of the evaluation under way, ms since 1970. */
  private evaluatedMs = 0;
  /** Series of rules that are gone, to be marked as ended. */
  private readonly orphans = new Map<string, Labels>();
  private readonly writes: RuleWrites;
  private readonly sends = new Set<Promise<void>>();

  /** `restores`: alerts may go on where they stood before a restart. */
  constructor(
    readonly group: RuleGroup,
    private readonly environment: RuleEnvironment,
    restores: boolean,
  ) {
    this.writes = new RuleWrites(environment.writer, group.tenant);
    this.rules = group.rules.map(
      (rule) => new RuleEvaluation(rule, group, environment, restores ? RESTORING_EVALUATIONS : 0),
    );
  }

  /** Goes on where another version of the group stood, rule by rule; rules of one identity in their order. */
  takeOver(other: RuleEvaluator): void {
    const { counts, lastEvaluationMs, durationMs, samples } = other;
    Object.assign(this, { counts, lastEvaluationMs, durationMs, samples });
    const left = new Map<string, RuleEvaluation[]>();
    for (const rule of other.rules) left.set(rule.identity, [...(left.get(rule.identity) ?? []), rule]);
    for (const rule of this.rules) {
      const before = left.get(rule.identity)?.shift();
      if (before !== undefined) rule.takeOver(before);
    }
    for (const labels of other.orphans.values()) this.orphan(labels);
    for (const rule of [...left.values()].flat()) for (const labels of rule.series) this.orphan(labels);
  }

  /**
   * Evaluates all rules at `ms`, or those that record. Never rejects: a rule that fails says so in its health. What its rules
   * made is stored when it resolves.
   */
  async evaluate(ms: number, which: 'all' | 'recording', signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const at = ms - this.group.queryOffsetMs;
    this.evaluatedMs = ms;
    let pending: RuleEvaluation[] = [];
    let samples = 0;
    const flush = async () => {
      const flushed = pending;
      pending = [];
      await this.flush(flushed);
    };
    for (const rule of this.rules) {
      if (signal.aborted) break;
      if (which === 'recording' && rule.rule.kind !== 'recording') continue;
      if (this.writes.holdsAny(rule.reads)) await flush();
      const written = await this.evaluateRule(rule, ms, at, signal);
      if (written === undefined) continue;
      pending.push(rule);
      samples += written;
    }
    for (const labels of this.unclaimedOrphans()) this.writes.appendStale(labels, at);
    await flush();
    if (which === 'recording') return;
    this.lastEvaluationMs = ms;
    this.durationMs = performance.now() - started;
    this.samples = samples;
    this.counts.iterations++;
    if (!signal.aborted) this.send(ms);
  }

  /** Marks all series of the group as ended at `ms`: it will not be evaluated again. Never rejects. */
  async end(ms: number): Promise<void> {
    const at = ms - this.group.queryOffsetMs;
    for (const rule of this.rules) for (const labels of rule.ended([])) this.writes.appendStale(labels, at);
    for (const labels of this.orphans.values()) this.writes.appendStale(labels, at);
    await this.flush([]);
  }

  /** Resolves when the notices under way are taken. */
  async sent(): Promise<void> {
    await Promise.all(this.sends);
  }

  /** The samples that are to be written; undefined where the rule failed. */
  private async evaluateRule(
    rule: RuleEvaluation,
    ms: number,
    at: number,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const started = performance.now();
    this.counts.evaluations++;
    try {
      const samples = await rule.samples(ms, signal);
      for (const sample of samples) this.writes.append(sample, at);
      for (const labels of rule.ended(samples)) this.writes.appendStale(labels, at);
      Object.assign(rule, { health: 'ok', lastError: undefined });
      return samples.length;
    } catch (error) {
      if (!signal.aborted) this.failed([rule], error);
      return undefined;
    } finally {
      rule.durationMs = performance.now() - started;
      rule.lastEvaluationMs = ms;
    }
  }

  private async flush(rules: readonly RuleEvaluation[]): Promise<void> {
    try {
      await this.writes.flush();
    } catch (error) {
      return this.failed(rules, error);
    }
    const recovered = rules.filter(({ failureNotice }) => failureNotice.succeeded());
    if (recovered.length > 0)
      this.environment.logger.info(this.where(recovered), 'rules that failed are evaluated again');
  }

  private failed(rules: readonly RuleEvaluation[], error: unknown): void {
    const { environment, counts } = this;
    const { message } = toQuartetError(error);
    for (const rule of rules) {
      Object.assign(rule, { health: 'err', lastError: message });
      counts.failures++;
    }
    const told = rules
      .map((rule) => ({ rule, failures: rule.failureNotice.failed(this.evaluatedMs) }))
      .filter(({ failures }) => failures !== undefined);
    if (told.length === 0) return;
    const failures = Math.max(...told.map((one) => one.failures!));
    environment.logger.warn({ ...this.where(told.map(({ rule }) => rule)), error: message, failures }, 'rules failed');
  }

  private where(rules: readonly RuleEvaluation[]) {
    const { name: group, file } = this.group;
    return { group, file, rules: rules.map(({ rule }) => rule.name) };
  }

  /** Tells of alerts that are due, unless the notices of before are not taken yet: these repeat what still fires. */
  private send(ms: number): void {
    if (this.sends.size >= MAX_SENDS) return;
    const due = this.rules.flatMap(({ alerting }) => alerting?.due(ms) ?? []);
    if (due.length === 0) return;
    const sending = this.environment.alerts.send(this.group.tenant, due).finally(() => this.sends.delete(sending));
    this.sends.add(sending);
  }

  private orphan(labels: Labels): void {
    this.orphans.set(labelsKey(labels), labels);
  }

  /** Series of rules that are gone, without those that another rule yields now. */
  private unclaimedOrphans(): Labels[] {
    if (this.orphans.size === 0) return [];
    for (const rule of this.rules) for (const labels of rule.series) this.orphans.delete(labelsKey(labels));
    const orphans = [...this.orphans.values()];
    this.orphans.clear();
    return orphans;
  }
}
