import { useState } from 'react';
import { Link } from 'wouter';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { FilterBox } from '../../controls/filter-box';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { plural } from '../../format/quantity';
import type { Alert, AlertGroup } from '../alerting-api';
import styles from '../alerts.module.css';
import { LabelList } from '../label-list';
import { matchersOfLabels } from '../silences/matcher-text';
import { type SilenceDraft, SilenceForm } from '../silences/silence-form';
import { useAlertGroups, useRules } from '../use-alerting';
import { AlertItem } from './alert-item';
import { labelsApart } from './labels-apart';

/** What fires now, in the groups by which it is told. */
export function FiringTab() {
  const { search, update } = useUrlState();
  const { data, error, refetch } = useAlertGroups();
  const rules = useRules();
  const [draft, setDraft] = useState<SilenceDraft>();
  const wanted = search.get('filter') ?? '';
  const known = rules.isPending ? undefined : (rules.data ?? []);
  const firing = (known ?? []).flatMap((group) => group.rules).filter(({ state }) => state === 'firing').length;
  if (error !== null && data === undefined)
    return <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />;
  if (data === undefined) return <Skeleton height={240} />;
  const groups = found(data, wanted);
  return (
    <>
      <div className={styles.tools}>
        <FilterBox
          label="Filter alerts"
          value={wanted}
          onChange={(text) => update({ filter: text || undefined }, { replace: true })}
        />
        <span className={styles.note} aria-live="polite">
          {`${count(groups)} of ${plural(count(data), 'alert')} in ${plural(groups.length, 'group')}`}
        </span>
      </div>
      {data.length === 0 && (
        <Notice
          title={firing === 0 ? 'Nothing fires' : 'No alert has arrived'}
          detail={
            firing === 0
              ? 'The rules are evaluated and none of them holds.'
              : `${plural(firing, 'rule')} fire, but the Alertmanager holds none of their alerts: they are on their way, or have ended.`
          }
          action={<Link href="/alerts/rules">See the rules</Link>}
        />
      )}
      {groups.map((group) => (
        <section key={keyOf(group)} className={styles.group} aria-label={`Group of ${group.receiver.name}`}>
          <header className={styles.groupHead}>
            <h2>
              <span className={styles.to}>to</span> {group.receiver.name}
            </h2>
            <LabelList labels={group.labels} />
            <span className={styles.note}>{plural(group.alerts.length, 'alert')}</span>
          </header>
          <ul className={styles.list}>
            {group.alerts.map((alert) => (
              <AlertItem
                key={alert.fingerprint}
                alert={alert}
                apart={labelsApart(alert, group.alerts)}
                rules={known}
                onSilence={() => setDraft({ matchers: matchersOfLabels(alert.labels) })}
              />
            ))}
          </ul>
        </section>
      ))}
      {draft !== undefined && <SilenceForm draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  );
}

const keyOf = ({ receiver, labels }: AlertGroup): string => JSON.stringify([receiver.name, labels]);

const count = (groups: readonly AlertGroup[]): number =>
  new Set(groups.flatMap(({ alerts }) => alerts.map(({ fingerprint }) => fingerprint))).size;

/** The worst first. */
const SEVERITIES = ['critical', 'error', 'warning'];

const rankOf = ({ labels }: Alert): number => {
  const rank = SEVERITIES.indexOf(labels.severity ?? '');
  return rank === -1 ? SEVERITIES.length : rank;
};

/** The worst severities first, of one severity the newest. */
const mostUrgent = (alerts: readonly Alert[]): readonly Alert[] =>
  [...alerts].sort((a, b) => rankOf(a) - rankOf(b) || Date.parse(b.startsAt) - Date.parse(a.startsAt));

/** Groups with those alerts whose receiver, labels, annotations or state contain the text. */
function found(groups: readonly AlertGroup[], wanted: string): readonly AlertGroup[] {
  const text = wanted.toLowerCase();
  const meets = ({ labels, annotations, status }: Alert, receiver: string) =>
    [
      receiver,
      ...Object.entries(labels).map((pair) => pair.join('=')),
      ...Object.values(annotations),
      status.state,
    ].some((one) => one.toLowerCase().includes(text));
  return groups
    .map((group) => ({
      ...group,
      alerts: mostUrgent(group.alerts.filter((alert) => meets(alert, group.receiver.name))),
    }))
    .filter(({ alerts }) => alerts.length > 0);
}
