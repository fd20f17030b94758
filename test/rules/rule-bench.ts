import { readRules } from '../../src/config/prometheus/rule-files.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { LogqlEngine } from '../../src/logql/engine.js';
import type { PostedAlert } from '../../src/model/alert.js';
import { type Labels, labelsFrom, labelsToObject, METRIC_NAME } from '../../src/model/labels.js';
import { PromqlEngine } from '../../src/promql/engine.js';
import { engineQueries } from '../../src/rules/engine-queries.js';
import { DEFAULT_ALERT_TIMES } from '../../src/rules/rule-environment.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { LOGQL_RULES, promqlRules } from '../../src/rules/rule-language.js';
import { Rules, type RulesOptions } from '../../src/rules/rules.js';
import { checkTemplate } from '../../src/rules/template/check-template.js';
import type { LogReader, MetricReader, QueryLimits, Writer } from '../../src/storage/interface.js';
import type { Clock } from '../../src/telemetry/clock.js';
import { DrivenClock } from '../support/driven-clock.js';
import { MemoryStore } from './memory-store.js';

/** 2026-11-20T12:00:00Z. */
export const T0 = 1_795_176_000_000;

export const MINUTE = 60_000;

/** Not those of the embedded store: its engine must not be loaded into a thread, where unit tests run. */
const LIMITS: QueryLimits = { timeoutMs: 20_000, maxMemory: 500_000_000 };

export interface Sent {
  readonly ms: number;
  readonly alerts: readonly PostedAlert[];
}

/** Rules over a store, on a clock that stands still. */
export class RuleBench {
  readonly store = new MemoryStore();
  readonly clock = new DrivenClock(T0);
  readonly sent: Sent[] = [];
  readonly warnings: object[] = [];
  readonly notes: string[] = [];
  rules: Rules;

  constructor(private readonly options: Partial<RulesOptions> = {}) {
    this.rules = this.create();
  }

  /** Another program over the same store. */
  restart(): void {
    this.rules = this.create();
  }

  private create(): Rules {
    return createRules(this.store.reader, this.store.writer, this.clock, {
      alerts: { send: async (_tenant, alerts) => void this.sent.push({ ms: this.clock.now(), alerts }) },
      logger: {
        info: (_, message) => void this.notes.push(message),
        warn: (fields) => void this.warnings.push(fields),
      },
      ...this.options,
    });
  }

  add(name: string, labels: Readonly<Record<string, string>>, value: number, ms = this.clock.now()): void {
    this.store.add(labelsOf({ [METRIC_NAME]: name, ...labels }), ms, value);
  }

  /** What a query answers now: labels without the name, as text, with the values. */
  async ask(query: string): Promise<Record<string, number>> {
    const queries = engineQueries(new PromqlEngine(this.store.reader), noLogs(), LIMITS);
    const found = await queries.promql.instant('default', query, this.clock.now());
    return Object.fromEntries(found.map(({ labels, value }) => [text(labels), value]));
  }

  /** States of all alerts by their labels. */
  states(): Record<string, string> {
    const alerts = this.rules.evaluators.flatMap(({ rules }) => rules.flatMap((one) => one.alerting?.states.all ?? []));
    return Object.fromEntries(alerts.map(({ labels, state }) => [text(labels), state]));
  }
}

export function createRules(
  reader: MetricReader,
  writer: Writer,
  clock: Clock,
  options: Pick<RulesOptions, 'alerts' | 'logger'> & Partial<RulesOptions>,
  logs: LogqlEngine = noLogs(),
): Rules {
  return new Rules({
    queries: engineQueries(new PromqlEngine(reader), logs, LIMITS),
    languages: { promql: promqlRules(new Set()), logql: LOGQL_RULES },
    writer,
    reader,
    clock,
    externalUrl: 'http://quartet:3000',
    times: DEFAULT_ALERT_TIMES,
    ...options,
  });
}

const noLogs = () => new LogqlEngine({} as LogReader, { maxPoints: 1, maxSeries: 1 });

export const groupsOf = (text: string, language: 'promql' | 'logql' = 'promql', file = '/etc/rules.yml'): RuleGroup[] =>
  readRules(new YamlFile(file, text), {
    language,
    tenant: 'default',
    intervalMs: MINUTE,
    queryOffsetMs: 0,
    checkExpression: language === 'promql' ? promqlRules(new Set()).check : LOGQL_RULES.check,
    checkTemplate,
  });

const labelsOf = (labels: Readonly<Record<string, string>>): Labels => labelsFrom(Object.entries(labels));

/** `{alertname="A", job="x"}`. */
export function text(labels: Labels): string {
  const pairs = Object.entries(labelsToObject(labels)).filter(([name]) => name !== METRIC_NAME);
  return `{${pairs.map(([name, value]) => `${name}="${value}"`).join(', ')}}`;
}
