import type { TimeRange } from '@grafana/data';
import { definedValues, heldValues, stateOf } from './chosen-values';
import { dependenciesOf, inOrder } from './dependencies';
import { replacerOf, type VariableState } from './interpolate';
import type { ListedSource } from './kinds/kind';
import { KINDS } from './kinds/kinds';
import type { Variable, VariableOption } from './variable';

/** A variable of an open dashboard. */
export interface RunningVariable {
  readonly definition: Variable;
  readonly options: readonly VariableOption[];
  /** As in URLs: `$__all` for all. */
  readonly values: readonly string[];
  readonly state: VariableState;
  /** What it hangs on has changed, or it was never found: panels that use it wait. */
  readonly isPending: boolean;
  readonly isLoading: boolean;
  readonly error?: Error | undefined;
}

interface StoreOptions {
  readonly variables: readonly Variable[];
  /** Values of the URL; undefined where it has none. */
  readonly given: (variable: Variable) => readonly string[] | undefined;
  readonly range: TimeRange;
  readonly timeZone: string;
  readonly sources: () => Promise<readonly ListedSource[]>;
}

/**
 * The variables of one dashboard: finds their options, each after those it hangs on, and again when these, or for some the
 * time range, change. A value that cannot be found keeps what it was. Listeners hear of every change.
 */
export class VariableStore {
  private running: ReadonlyMap<string, RunningVariable>;
  private readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly order: readonly string[];
  private readonly loads = new Map<string, AbortController>();
  private readonly given = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private range: TimeRange;

  constructor(private readonly options: StoreOptions) {
    this.range = options.range;
    this.dependencies = dependenciesOf(options.variables);
    const { order, circular } = inOrder(this.dependencies);
    this.order = order;
    this.running = new Map(
      options.variables.map((definition) => {
        const given = options.given(definition);
        if (given !== undefined) this.given.add(definition.name);
        const values = given ?? definedValues(definition);
        const error = circular.has(definition.name)
          ? new Error('this variable hangs on itself, over others or directly')
          : undefined;
        const state = stateOf(definition, values, [], this.range);
        const isPending = error === undefined;
        return [definition.name, { definition, options: [], values, state, isPending, isLoading: false, error }];
      }),
    );
  }

  start(): void {
    this.advance();
  }

  stop(): void {
    for (const [name, load] of this.loads) {
      load.abort();
      if (this.running.get(name)!.isLoading) this.change(name, { isLoading: false });
    }
    this.loads.clear();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same map until something changes. */
  readonly current = (): ReadonlyMap<string, RunningVariable> => this.running;

  /** Chooses, and finds anew what hangs on it. */
  choose(name: string, values: readonly string[]): void {
    const variable = this.running.get(name);
    if (variable === undefined) return;
    this.given.add(name);
    if (variable.isPending) this.change(name, { values });
    else this.settle(name, heldValues(variable.definition, values, variable.options, true), variable.options);
    this.advance();
  }

  /** The time range has changed: those that follow it are found anew, while what they were still holds. */
  setRange(range: TimeRange): void {
    if (isSame(this.range, range)) return;
    this.range = range;
    for (const { definition, isPending } of this.running.values()) {
      if (!isPending && KINDS[definition.type].followsTime?.(definition)) void this.load(definition.name);
    }
  }

  reload(name: string): void {
    void this.load(name);
  }

  /** Begins to find those that are pending and hang on nothing that is. */
  private advance(): void {
    for (const name of this.order) {
      const { isPending, isLoading } = this.running.get(name)!;
      const isFree = [...this.dependencies.get(name)!].every((need) => !this.running.get(need)!.isPending);
      if (isPending && !isLoading && isFree) void this.load(name);
    }
  }

  private async load(name: string): Promise<void> {
    this.loads.get(name)?.abort();
    const controller = new AbortController();
    this.loads.set(name, controller);
    this.change(name, { isLoading: true });
    const { definition } = this.running.get(name)!;
    const { signal } = controller;
    try {
      const { timeZone, sources } = this.options;
      const variables = new Map([...this.running].map(([other, { state }]) => [other, state]));
      const replace = replacerOf({ variables, range: this.range, timeZone });
      const found = await KINDS[definition.type].options(definition, { replace, range: this.range, sources, signal });
      if (signal.aborted) return;
      const { values } = this.running.get(name)!;
      this.settle(name, heldValues(definition, values, found, this.given.has(name)), found);
    } catch (reason) {
      if (signal.aborted) return;
      const error = reason instanceof Error ? reason : new Error(String(reason));
      this.change(name, { error, isLoading: false, isPending: false });
    }
    this.advance();
  }

  private settle(name: string, values: readonly string[], options: readonly VariableOption[]): void {
    const before = this.running.get(name)!;
    const state = stateOf(before.definition, values, options, this.range);
    const isChanged = JSON.stringify(state) !== JSON.stringify(before.state);
    const same = isChanged ? state : before.state;
    this.change(name, { values, options, state: same, isPending: false, isLoading: false, error: undefined });
    if (isChanged) this.makePending(name);
  }

  /** All that hang on `name`, over others too. What was being found for them is out of date. */
  private makePending(name: string): void {
    for (const [other, needs] of this.dependencies) {
      if (!needs.has(name) || !this.order.includes(other)) continue;
      this.loads.get(other)?.abort();
      this.change(other, { isPending: true, isLoading: false });
      this.makePending(other);
    }
  }

  private change(name: string, changes: Partial<RunningVariable>): void {
    this.running = new Map(this.running).set(name, { ...this.running.get(name)!, ...changes });
    for (const listener of this.listeners) listener();
  }
}

const isSame = (a: TimeRange, b: TimeRange): boolean =>
  a.from.valueOf() === b.from.valueOf() && a.to.valueOf() === b.to.valueOf();
