import { labelPredicate } from '../../../lib/label-predicate.js';
import { type Labels, labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { LabelMatcher } from '../../../storage/interface.js';
import type { Expression } from '../../ast.js';

const TARGET_INFO: LabelMatcher = { name: METRIC_NAME, op: '=', value: 'target_info' };
const ANY_INFO: LabelMatcher = { name: METRIC_NAME, op: '=~', value: '.+_info' };

/** What `info` is asked for by its second argument: which info metrics, and which of their labels. */
export class InfoSelector {
  /** Conditions on the info series, those on their names included. */
  readonly matchers: readonly LabelMatcher[];
  /** A sample that no info series belongs to is left out. */
  readonly isRequired: boolean;
  private readonly nameMatches: readonly ((name: string) => boolean)[];
  /** The labels that are wanted; all where it is empty. */
  private readonly wanted: ReadonlySet<string>;

  constructor(argument: Expression | undefined) {
    const given = argument?.kind === 'vector-selector' ? argument.matchers : [];
    const names = nameMatchers(given.filter(({ name }) => name === METRIC_NAME));
    const data = given.filter(({ name }) => name !== METRIC_NAME);
    this.matchers = [...names, ...data];
    this.nameMatches = names.map(({ op, value }) => labelPredicate(op, value));
    this.isRequired = data.some(({ op, value }) => !labelPredicate(op, value)(''));
    this.wanted = new Set(data.map(({ name }) => name));
  }

  wants(label: string): boolean {
    return label !== METRIC_NAME && (this.wanted.size === 0 || this.wanted.has(label));
  }

  /** The series is one of the info metrics itself. */
  isInfo(labels: Labels): boolean {
    const name = labelValue(labels, METRIC_NAME);
    return this.nameMatches.every((matches) => matches(name));
  }
}

/** `target_info` unless names are asked for; a selector that only rules names out means all info metrics but those. */
function nameMatchers(given: readonly LabelMatcher[]): readonly LabelMatcher[] {
  if (given.length === 0) return [TARGET_INFO];
  return given.some(({ op }) => op === '=' || op === '=~') ? given : [ANY_INFO, ...given];
}
