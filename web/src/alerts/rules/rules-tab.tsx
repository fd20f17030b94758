import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { FilterBox } from '../../controls/filter-box';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { plural } from '../../format/quantity';
import styles from '../alerts.module.css';
import { useRules } from '../use-alerting';
import type { Rule, RuleGroup } from './rule';
import { RuleGroupItem } from './rule-group-item';

/** Kinds of rules that one may look for. */
const KINDS: Readonly<Record<string, { readonly label: string; readonly meets: (rule: Rule) => boolean }>> = {
  all: { label: 'All', meets: () => true },
  firing: { label: 'Firing', meets: ({ state }) => state === 'firing' },
  pending: { label: 'Pending', meets: ({ state }) => state === 'pending' },
  failing: { label: 'Failing', meets: ({ health }) => health === 'err' },
  recording: { label: 'Recording', meets: ({ type }) => type === 'recording' },
};

/** More groups than this are folded at first. */
const MOST_OPEN_RULES = 60;

/** The rules in their groups, of metrics and of logs. */
export function RulesTab() {
  const { search, update } = useUrlState();
  const { data, error, refetch } = useRules();
  const kind = Object.hasOwn(KINDS, search.get('kind') ?? '') ? search.get('kind')! : 'all';
  const wanted = search.get('filter') ?? '';
  if (error !== null && data === undefined)
    return <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  if (data === undefined) return <Skeleton height={320} />;
  const groups = mostUrgent(found(data, KINDS[kind]!.meets, wanted));
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  return (
    <>
      <div className={styles.tools}>
        <FilterBox
          label="Filter rules"
          value={wanted}
          onChange={(text) => update({ filter: text || undefined }, { replace: true })}
        />
        <Segments
          label="Kind of rules"
          value={kind}
          options={Object.entries(KINDS).map(([value, { label, meets }]) => ({
            value,
            label: `${label} ${data.reduce((sum, { rules }) => sum + rules.filter(meets).length, 0)}`,
          }))}
          onChange={(next) => update({ kind: next === 'all' ? undefined : next }, { replace: true })}
        />
        <span
          className={styles.note}
          aria-live="polite"
        >{`${plural(count, 'rule')} in ${plural(groups.length, 'group')}`}</span>
      </div>
      {data.length === 0 && (
        <Notice
          title="There are no rules"
          detail="Give rule files by --rules, or post groups to the ruler API of Prometheus or Loki."
        />
      )}
      {data.length > 0 && groups.length === 0 && <Notice title="No rule is like that" />}
      {groups.length > 0 && (
        <div className={styles.groups}>
          {groups.map((group) => (
            <RuleGroupItem
              key={`${group.language} ${group.file} ${group.name} ${count <= MOST_OPEN_RULES}`}
              group={group}
              isOpenAtFirst={count <= MOST_OPEN_RULES}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Groups whose rules fail or fire before the others, which stay in their order. */
function mostUrgent(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  const urgency = ({ rules }: RuleGroup) =>
    rules.filter(({ health }) => health === 'err').length * 1000 +
    rules.filter(({ state }) => state === 'firing').length;
  return [...groups].sort((a, b) => urgency(b) - urgency(a));
}

function found(groups: readonly RuleGroup[], meets: (rule: Rule) => boolean, wanted: string): RuleGroup[] {
  const text = wanted.toLowerCase();
  const contains = (rule: Rule, group: RuleGroup) =>
    [rule.name, rule.query, group.name, group.file, ...Object.entries(rule.labels ?? {}).map((pair) => pair.join('='))]
      .join('\n')
      .toLowerCase()
      .includes(text);
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => meets(rule) && contains(rule, group)) }))
    .filter(({ rules }) => rules.length > 0);
}
