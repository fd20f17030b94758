import type { Labels } from '../model/labels.js';
import type { Clock } from '../telemetry/clock.js';
import type { RuleEnvironment } from './rule-environment.js';
import { RuleEvaluator } from './rule-evaluator.js';
import { groupKey, type RuleGroup } from './rule-group.js';
import { ScheduledGroup } from './scheduled-group.js';
import { belongsTo, type Shard } from './shard.js';

export interface RulesOptions extends Omit<RuleEnvironment, 'externalLabels'> {
  readonly clock: Clock;
  /** The part of the groups that this program evaluates; absent: all. */
  readonly shard?: Shard;
}

/** All groups of rules, each evaluated at its times. */
export class Rules {
  private readonly groups = new Map<string, ScheduledGroup>();
  private readonly environment: RuleEnvironment & { readonly clock: Clock };
  private externalLabels: Labels = [];
  private isRunning = false;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly options: RulesOptions) {
    this.environment = { ...options, externalLabels: () => this.externalLabels };
  }

  /** Those of this shard, in no given order. */
  get evaluators(): readonly RuleEvaluator[] {
    return [...this.groups.values()].map(({ evaluator }) => evaluator);
  }

  /**
   * Makes these the groups. Those that are unchanged go on; those that changed keep the state of the rules that have the same
   * name and labels; series of what is gone end. Two groups must not have one tenant, language, file and name: the last of
   * them counts.
   */
  apply(groups: readonly RuleGroup[], externalLabels: Labels): Promise<void> {
    return this.next(async () => {
      this.externalLabels = externalLabels;
      const { shard } = this.options;
      const wanted = new Map(
        groups
          .filter((group) => shard === undefined || belongsTo(shard, group))
          .map((group) => [groupKey(group), group]),
      );
      const gone = [...this.groups].filter(([key]) => !wanted.has(key));
      await Promise.all(gone.map(([key, group]) => this.remove(key, group)));
      await Promise.all([...wanted].map(([key, group]) => this.put(key, group)));
    });
  }

  /** Evaluations begin; alerts go on where they stood when the program stopped. */
  start(): Promise<void> {
    return this.next(async () => {
      this.isRunning = true;
      for (const group of this.groups.values()) group.start();
    });
  }

  /** Ends the evaluations under way. What is stored stays as it is: the next start goes on with it. */
  stop(): Promise<void> {
    return this.next(async () => {
      this.isRunning = false;
      await Promise.all([...this.groups.values()].map((group) => group.stop('now')));
    });
  }

  private async put(key: string, group: RuleGroup): Promise<void> {
    const before = this.groups.get(key);
    if (before !== undefined && JSON.stringify(before.evaluator.group) === JSON.stringify(group)) return;
    // Groups that come by a reload are new; what runs before the start may have run before.
    const evaluator = new RuleEvaluator(group, this.environment, !this.isRunning);
    if (before !== undefined) {
      await before.stop('after');
      evaluator.takeOver(before.evaluator);
    }
    const scheduled = new ScheduledGroup(evaluator, this.environment, !this.isRunning);
    this.groups.set(key, scheduled);
    if (this.isRunning) scheduled.start();
  }

  private async remove(key: string, group: ScheduledGroup): Promise<void> {
    this.groups.delete(key);
    await group.stop('after');
    await group.evaluator.end(this.environment.clock.now());
  }

  private next(task: () => Promise<void>): Promise<void> {
    const done = this.work.then(task);
    this.work = done.catch(() => undefined);
    return done;
  }
}
