import type { Clock } from '../telemetry/clock.js';
import { lastRecorded, timesToCatchUp } from './catch-up.js';
import { evaluationAfter } from './evaluation-times.js';
import type { RuleEnvironment } from './rule-environment.js';
import type { RuleEvaluator } from './rule-evaluator.js';

/** A group that takes longer than this part of its interval has no time to make up for what it missed. */
const SPARE = 0.5;

/** Has a group evaluated at its times. */
export class ScheduledGroup {
  private readonly stopping = new AbortController();
  private cancel: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  private isFirst = true;

  constructor(
    readonly evaluator: RuleEvaluator,
    private readonly environment: RuleEnvironment & { readonly clock: Clock },
    /** Looks at the first evaluation for what a restart made it miss. */
    private readonly resumes: boolean,
  ) {}

  start(): void {
    this.scheduleAt(evaluationAfter(this.evaluator.group, this.environment.clock.now()));
  }

  /** Resolves when nothing of it runs; the evaluation under way is ended (`now`) or waited for. */
  async stop(how: 'now' | 'after'): Promise<void> {
    this.isStopped = true;
    this.cancel();
    if (how === 'now') this.stopping.abort();
    await this.running;
  }

  private scheduleAt(ms: number): void {
    this.cancel = this.environment.clock.at(ms, () => {
      this.running = this.tick(ms);
      return this.running.then(() => this.evaluator.sent());
    });
  }

  /** The evaluation that was due at `due`, or the last one that is due by now. */
  private async tick(due: number): Promise<void> {
    const { evaluator, environment } = this;
    const { intervalMs } = evaluator.group;
    const late = Math.max(0, Math.floor((environment.clock.now() - due) / intervalMs));
    const at = due + late * intervalMs;
    evaluator.counts.missed += late;
    evaluator.counts.iterations += late;
    await this.catchUp(this.isFirst && this.resumes ? await this.resumedFrom(at) : due, at);
    this.isFirst = false;
    await evaluator.evaluate(at, 'all', this.stopping.signal);
    if (!this.isStopped) this.scheduleAt(at + intervalMs);
  }

  /** Lets rules record what they missed from `from` on, while there is time before the next evaluation. */
  private async catchUp(from: number, at: number): Promise<void> {
    const { evaluator, environment, stopping } = this;
    const { group } = evaluator;
    if (evaluator.durationMs > SPARE * group.intervalMs || group.rules.every(({ kind }) => kind === 'alerting')) return;
    const begun = environment.clock.now();
    for (const ms of timesToCatchUp(group, from, at)) {
      if (stopping.signal.aborted || environment.clock.now() - begun > group.intervalMs) return;
      await evaluator.evaluate(ms, 'recording', stopping.signal);
    }
  }

  /** The first evaluation that a restart made the group miss. */
  private async resumedFrom(at: number): Promise<number> {
    const { evaluator, environment, stopping } = this;
    const { group } = evaluator;
    try {
      const last = await lastRecorded(group, at, environment.reader, stopping.signal);
      return last === undefined ? at : last + group.intervalMs;
    } catch (error) {
      const { message } = error as Error;
      environment.logger.warn({ group: group.name, error: message }, 'missed evaluations were not looked for');
      return at;
    }
  }
}
