import type { Labels } from '../../model/labels.js';
import type { NativeHistogram } from '../../model/samples.js';
import type { LogEntry } from '../../storage/interface.js';
import type { RuleLanguageName } from '../rule-group.js';
import type { SeriesValue } from './series-values.js';

/** A series that a test is given: its points are one interval of the test apart, from the test's start on. */
export interface InputSeries {
  readonly labels: Labels;
  readonly values: readonly SeriesValue[];
}

/** An alert that must fire. `labels` are without `alertname`. */
export interface ExpectedAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** Which alerts of one name fire at a time. */
export interface AlertTest {
  /** `file:line:column`. */
  readonly place: string;
  /** ms from the test's start. */
  readonly evalMs: number;
  readonly alertName: string;
  readonly expected: readonly ExpectedAlert[];
}

export interface ExpectedSample {
  readonly labels: Labels;
  readonly value: number;
  readonly histogram?: NativeHistogram | undefined;
}

/** What an expression yields at a time. */
export interface ExpressionTest {
  /** `file:line:column`. */
  readonly place: string;
  readonly language: RuleLanguageName;
  readonly expression: string;
  /** ms from the test's start. */
  readonly evalMs: number;
  readonly expected: readonly ExpectedSample[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#test_group */
export interface RuleTest {
  /** As the file has it, else `test N`. */
  readonly name: string;
  /** ms since 1970. */
  readonly startMs: number;
  /** Between the points of a series. */
  readonly intervalMs: number;
  readonly series: readonly InputSeries[];
  /** Log entries of all streams. */
  readonly entries: readonly LogEntry[];
  readonly alerts: readonly AlertTest[];
  readonly expressions: readonly ExpressionTest[];
  readonly externalLabels: Labels;
  readonly externalUrl: string;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#test-file-format */
export interface RuleTestFile {
  /** Patterns of file names, relative to the file. */
  readonly ruleFiles: readonly string[];
  /** The same for rules in LogQL. */
  readonly logRuleFiles: readonly string[];
  readonly evaluationIntervalMs: number;
  /** Names of groups, the first to be evaluated first. */
  readonly groupOrder: readonly string[];
  /** Floats that differ in their last bit are equal. */
  readonly isFuzzy: boolean;
  readonly tests: readonly RuleTest[];
}
