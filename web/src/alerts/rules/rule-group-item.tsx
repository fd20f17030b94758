import { Badge, type Tone } from '../../controls/notice';
import { since } from '../../format/moment';
import { plural, shown } from '../../format/quantity';
import styles from '../alerts.module.css';
import { FoldableItem, useFold } from '../foldable';
import { LabelList } from '../label-list';
import type { Rule, RuleGroup } from './rule';
import { RuleDetails } from './rule-details';

interface RuleGroupItemProps {
  readonly group: RuleGroup;
  readonly isOpenAtFirst: boolean;
}

/** A group that can be unfolded, and in it rules that can. */
export function RuleGroupItem({ group, isOpenAtFirst }: RuleGroupItemProps) {
  const { isOpen, contentId, opener } = useFold(isOpenAtFirst);
  const failing = group.rules.filter(({ health }) => health === 'err').length;
  const firing = group.rules.filter(({ state }) => state === 'firing').length;
  const isLate = group.evaluationTime > group.interval;
  return (
    <section className={styles.group} aria-label={`Group ${group.name}`}>
      <header className={styles.groupHead}>
        <h2>{opener(group.name)}</h2>
        {group.language === 'logql' && <Badge>LogQL</Badge>}
        {firing > 0 && <Badge tone="warn">{`${firing} firing`}</Badge>}
        {failing > 0 && <Badge tone="bad">{`${failing} failing`}</Badge>}
        {isLate && (
          <Badge tone="bad" title="Its evaluation takes longer than its interval, so that some are missed">
            slower than its interval
          </Badge>
        )}
        <span className={styles.note}>
          {`${plural(group.rules.length, 'rule')}, every ${shown(group.interval, 'seconds')}, last took ${shown(group.evaluationTime, 'seconds')}`}
        </span>
        <span className={styles.file} title={group.file}>
          {group.file}
        </span>
      </header>
      <ul id={contentId} className={styles.list} hidden={!isOpen}>
        {isOpen &&
          group.rules.map((rule, index) => <RuleItem key={`${rule.name} ${index}`} rule={rule} group={group} />)}
      </ul>
    </section>
  );
}

const STATE_TONES: Readonly<Record<string, Tone>> = { firing: 'bad', pending: 'warn', inactive: 'good' };

function RuleItem({ rule, group }: { rule: Rule; group: RuleGroup }) {
  const state = rule.type === 'recording' ? 'recording' : (rule.state ?? 'unknown');
  return (
    <FoldableItem
      title={rule.name}
      row={
        <>
          <Badge tone={STATE_TONES[state]}>{state}</Badge>
          {rule.health === 'err' && <Badge tone="bad">cannot be evaluated</Badge>}
          {rule.alerts !== undefined && rule.alerts.length > 1 && <Badge>{`${rule.alerts.length} alerts`}</Badge>}
          <LabelList labels={rule.labels ?? {}} />
          <span className={styles.rest} />
          <span className={styles.note}>
            {`${since(Date.parse(rule.lastEvaluation), Date.now())} ago, took ${shown(rule.evaluationTime, 'seconds')}`}
          </span>
        </>
      }
    >
      {() => <RuleDetails rule={rule} group={group} />}
    </FoldableItem>
  );
}
