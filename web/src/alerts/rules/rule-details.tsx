import { Link } from 'wouter';
import { linkToExplore, quoted } from '../../app/links';
import { DataTable } from '../../controls/table/data-table';
import { DIFFERENCES } from '../../data/differing-names';
import { moment } from '../../format/moment';
import { shown } from '../../format/quantity';
import { QueryChart } from '../../panels/query-chart';
import { QueryPanel } from '../../panels/query-panel';
import { useTimeAlong } from '../../time/time-along';
import { useTime } from '../../time/time-context';
import styles from '../alerts.module.css';
import { AnnotationLinks, AnnotationTexts } from '../annotations';
import { ConditionChart } from '../condition/condition-chart';
import { LabelList } from '../label-list';
import type { Rule, RuleGroup } from './rule';

/** What a rule asks, what came of it, and how it stood over the page's time. */
export function RuleDetails({ rule, group }: { rule: Rule; group: RuleGroup }) {
  const along = useTimeAlong();
  const { language } = group;
  return (
    <>
      <pre className={styles.code}>
        <code>{rule.query}</code>
      </pre>
      <p className={styles.links}>
        <Link href={along(linkToExplore(language === 'logql' ? 'logs' : 'metrics', rule.query))}>Explore</Link>
        <AnnotationLinks annotations={rule.annotations ?? {}} />
        {rule.duration ? <span>{`must hold for ${shown(rule.duration, 'seconds')}`}</span> : null}
        {rule.keepFiringFor ? <span>{`goes on for ${shown(rule.keepFiringFor, 'seconds')}`}</span> : null}
      </p>
      {rule.lastError && (
        <p className={styles.problem} role="alert">
          {rule.lastError}
        </p>
      )}
      <AnnotationTexts annotations={rule.annotations ?? {}} />
      {rule.type === 'recording' ? (
        <QueryChart title={rule.name} queries={[{ expr: `{__name__=${quoted(rule.name)}}` }]} height={200} />
      ) : (
        <>
          <Alerts rule={rule} />
          <History rule={rule} />
          <ConditionChart query={rule.query} language={language} />
        </>
      )}
    </>
  );
}

function Alerts({ rule: { alerts = [] } }: { rule: Rule }) {
  const { timeZone } = useTime();
  if (alerts.length === 0) return null;
  return (
    <DataTable
      stacks
      label="Alerts of the rule"
      rows={alerts}
      keyOf={({ labels }) => JSON.stringify(labels)}
      limit={20}
      columns={[
        { id: 'labels', title: 'Labels', isWide: true, cell: ({ labels }) => <LabelList labels={labels} /> },
        { id: 'state', title: 'State', sortBy: ({ state }) => state },
        {
          id: 'since',
          title: 'Since',
          sortBy: ({ activeAt }) => Date.parse(activeAt),
          cell: ({ activeAt }) => moment(activeAt, timeZone),
        },
        {
          id: 'value',
          title: 'Value',
          isNumber: true,
          sortBy: ({ value }) => Number(value),
          cell: ({ value }) => shown(Number(value), 'count'),
        },
      ]}
    />
  );
}

/** 1 while an alert was pending, 2 while it fired, as the series `ALERTS` tells. */
function History({ rule }: { rule: Rule }) {
  const matcher = `alertname=${quoted(rule.name)}`;
  return (
    <QueryPanel
      type="state-timeline"
      title="State over time"
      height={144}
      targets={[
        {
          refId: 'A',
          expr: `max without (alertstate) (ALERTS{${matcher}, alertstate="firing"} * 2 or ALERTS{${matcher}, alertstate="pending"})`,
          legendFormat: DIFFERENCES,
        },
      ]}
      options={{ showValue: 'auto', mergeValues: true, legend: { showLegend: false } }}
      fieldConfig={{
        defaults: {
          noValue: 'It neither fired nor was pending in this time',
          mappings: [
            {
              type: 'value' as never,
              options: { 1: { text: 'pending', color: 'orange' }, 2: { text: 'firing', color: 'red' } },
            },
          ],
        },
        overrides: [],
      }}
    />
  );
}
