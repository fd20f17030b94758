import { nextTurn } from '../lib/turns.js';
import type { PostedAlert } from '../model/alert.js';
import { QuartetError } from '../model/errors.js';
import { type Labels, labelsFrom, METRIC_NAME } from '../model/labels.js';
import { labelsKey } from '../model/labels-key.js';
import type { ActiveAlert } from './active-alert.js';
import { alertSeries } from './alert-series.js';
import { AlertStates, type Observed } from './alert-states.js';
import { CONTRIBUTORS_ANNOTATION, contributorTexts } from './contributors.js';
import type { ContributorsQuery } from './contributors-query.js';
import { labelsWith, pairsOf, refuseTwins } from './label-changes.js';
import { restoreAlerts } from './restore-alerts.js';
import { type RuleEnvironment, readTenantOf } from './rule-environment.js';
import type { AlertingRule, RuleGroup } from './rule-group.js';
import type { RuleSample } from './rule-query.js';
import { RuleTemplate, type TemplateSubject } from './template/rule-template.js';
import { graphPath } from './template/text-functions.js';

/** Alerts that are made at a stretch. */
const STRETCH = 100;

type Templates = readonly (readonly [name: string, template: RuleTemplate])[];

/** One alerting rule with its alerts. */
export class AlertingEvaluation {
  readonly states = new AlertStates();
  private readonly labels: Templates;
  private readonly annotations: Templates;
  private readonly contributors: ContributorsQuery | undefined;

  constructor(
    readonly rule: AlertingRule,
    private readonly group: RuleGroup,
    private readonly environment: RuleEnvironment,
    /** Evaluations in which an alert that begins may be one of before a restart. */
    private restores: number,
  ) {
    const templates = (labels: Labels): Templates =>
      pairsOf(labels).map(([name, text]) => [name, new RuleTemplate(`__alert_${rule.name}`, text)]);
    this.labels = templates(rule.labels);
    this.annotations = templates(rule.annotations);
    this.contributors = environment.languages[group.language].contributorsOf(rule.expression);
  }

  /** Its templates may read any series. */
  get asksQueries(): boolean {
    return [...this.labels, ...this.annotations].some(([, template]) => template.asksQueries);
  }

  /** Moves the alerts on to their states at `ms`; gives the series that tell of them. */
  async evaluate(ms: number, signal: AbortSignal): Promise<readonly RuleSample[]> {
    const { rule, group, states } = this;
    const found = await this.ask(rule.expression, ms, signal);
    const sources = new Map<Observed, RuleSample>();
    for (const [i, sample] of found.entries()) {
      if (i % STRETCH === STRETCH - 1) await nextTurn();
      sources.set(await this.observed(sample, ms, signal), sample);
    }
    const observed = [...sources.keys()];
    refuseTwins(observed, 'alert');
    const begun = states.observe(observed, ms);
    if (this.restores > 0) {
      this.restores--;
      await restoreAlerts(begun, rule, group, ms, this.environment, signal);
    }
    const fired = states.advance(ms, rule.forMs, rule.keepFiringForMs);
    const active = states.all.filter(({ state }) => state !== 'inactive');
    if (group.limit > 0 && active.length > group.limit) {
      states.clear();
      throw new QuartetError('execution', `exceeded limit of ${group.limit} with ${active.length} alerts`);
    }
    await this.tellContributors(fired, sources, ms, signal);
    return active.flatMap(alertSeries);
  }

  /** The alerts that are to be told of at `ms`; they count as told. */
  due(ms: number): PostedAlert[] {
    const { resendDelayMs } = this.environment.times;
    const endsAtMs = ms + 4 * Math.max(resendDelayMs, this.group.intervalMs);
    const due = this.states.all.filter((alert) => needsSending(alert, ms, resendDelayMs));
    return due.map((alert) => {
      alert.lastSentMs = ms;
      return this.posted(alert, alert.resolvedAtMs ?? endsAtMs);
    });
  }

  /** With the series that count most, where there is no annotation of that name. */
  annotationsOf({ annotations, contributors }: ActiveAlert): Labels {
    if (contributors === '' || annotations.some((text, i) => i % 2 === 0 && text === CONTRIBUTORS_ANNOTATION))
      return annotations;
    return labelsWith(annotations, [[CONTRIBUTORS_ANNOTATION, contributors]]);
  }

  private posted(alert: ActiveAlert, endsAtMs: number): PostedAlert {
    const { environment, group, rule } = this;
    const own = pairsOf(alert.labels);
    const query = environment.languages[group.language].print(rule.expression);
    return {
      labels: labelsWith(environment.externalLabels(), own),
      annotations: this.annotationsOf(alert),
      startsAtMs: alert.firedAtMs,
      endsAtMs,
      generatorUrl: environment.externalUrl + graphPath(query, 1),
    };
  }

  private async observed({ labels, value, histogram }: RuleSample, ms: number, signal: AbortSignal): Promise<Observed> {
    const subject: TemplateSubject = {
      labels,
      value: histogram === undefined ? value : Number.NaN,
      externalLabels: this.environment.externalLabels(),
      externalUrl: this.environment.externalUrl,
      ms,
      query: (expression) => this.ask(expression, ms, signal),
    };
    const own = await this.expand(this.labels, subject);
    return {
      labels: labelsWith(labels, [[METRIC_NAME, ''], ...own, ['alertname', this.rule.name]]),
      annotations: labelsFrom(await this.expand(this.annotations, subject)),
      value: subject.value,
    };
  }

  /** One that fails says why in the place of its text: the alert goes out all the same. */
  private async expand(templates: Templates, subject: TemplateSubject): Promise<(readonly [string, string])[]> {
    const expanded: (readonly [string, string])[] = [];
    for (const [name, template] of templates) {
      try {
        expanded.push([name, await template.expand(subject)]);
      } catch (error) {
        const { message } = error as Error;
        expanded.push([name, `<error expanding template: ${message}>`]);
        this.environment.logger.warn({ alert: this.rule.name, template: name, error: message }, 'a template failed');
      }
    }
    return expanded;
  }

  private ask(expression: string, ms: number, signal: AbortSignal): Promise<readonly RuleSample[]> {
    const { group, environment } = this;
    const query = environment.queries[group.language];
    return query.instant(readTenantOf(group), expression, ms - group.queryOffsetMs, signal);
  }

  /** Finds the series that count most for alerts that begin to fire. An alert goes out without them where that fails. */
  private async tellContributors(
    fired: readonly ActiveAlert[],
    sources: ReadonlyMap<Observed, RuleSample>,
    ms: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { contributors } = this;
    if (contributors === undefined || fired.length === 0) return;
    try {
      const texts = contributorTexts(await this.ask(contributors.expression, ms, signal), contributors);
      const groups = new Map([...sources].map(([{ labels }, sample]) => [labelsKey(labels), sample.labels]));
      for (const alert of fired) {
        const source = groups.get(labelsKey(alert.labels));
        if (source !== undefined) alert.contributors = texts.get(contributors.groupOf(source)) ?? '';
      }
    } catch (error) {
      const { message } = error as Error;
      this.environment.logger.warn({ alert: this.rule.name, error: message }, 'the top contributors were not found');
    }
  }
}

function needsSending({ state, resolvedAtMs, lastSentMs }: ActiveAlert, ms: number, resendDelayMs: number): boolean {
  if (state === 'pending') return false;
  if (resolvedAtMs !== undefined && (lastSentMs === undefined || resolvedAtMs > lastSentMs)) return true;
  return lastSentMs === undefined || lastSentMs + resendDelayMs < ms;
}
