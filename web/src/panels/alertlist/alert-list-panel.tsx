import { dateTimeFormatTimeAgo, type PanelProps } from '@grafana/data';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { callJson } from '../../api/http';
import { Badge, Failure, Notice, Skeleton, type Tone } from '../../controls/notice';
import { sourceOf } from '../../data/sources';
import { useTime } from '../../time/time-context';
import { usePanelEnvironment } from '../panel-environment';
import styles from './alert-list.module.css';
import type { AlertListOptions, AlertState } from './options';
import { type AlertRow, alertRows, type RulesAnswer, type ShownAlert } from './rules';

/** How often it looks, ms, also where the page is not refreshed. */
const LOOKS_EVERY_MS = 30_000;
/** More of one row are counted, not shown. */
const MOST_ALERTS = 100;

const STATES: Readonly<Record<AlertState, { readonly label: string; readonly tone: Tone | undefined }>> = {
  firing: { label: 'Firing', tone: 'bad' },
  error: { label: 'Error', tone: 'bad' },
  noData: { label: 'No data', tone: 'warn' },
  pending: { label: 'Pending', tone: 'warn' },
  recovering: { label: 'Recovering', tone: 'accent' },
  normal: { label: 'Normal', tone: 'good' },
};

/** The panel "alert list": rules and their alerts as they are now. */
export function AlertListPanel({ options, width, height, replaceVariables }: PanelProps<AlertListOptions>) {
  const { tick } = useTime();
  const { dashboard } = usePanelEnvironment();
  const uid = rulesUid(options.datasource);
  const { data, error } = useQuery({
    queryKey: ['alert-list', uid, tick],
    queryFn: ({ signal }) => callJson<RulesAnswer>(`/api/datasources/proxy/uid/${uid}/api/v1/rules`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOKS_EVERY_MS,
  });
  const style = { width, height };
  if (data === undefined) {
    return (
      <div style={style} data-panel-state={error === null ? 'loading' : 'error'}>
        {error === null ? <Skeleton height="100%" /> : <Failure title="The rules could not be read" error={error} />}
      </div>
    );
  }
  const found = attempt(() =>
    alertRows(
      data,
      {
        ...options,
        alertName: replaceVariables(options.alertName ?? ''),
        alertInstanceLabelFilter: replaceVariables(options.alertInstanceLabelFilter ?? '', undefined, 'pipe'),
      },
      dashboard?.uid,
    ),
  );
  if (found instanceof Error) {
    return (
      <div style={style} data-panel-state="error">
        <Failure title="This filter cannot be read" error={found} />
      </div>
    );
  }
  if (options.viewMode === 'stat') return <Count rows={found} height={height} width={width} />;
  if (found.length === 0) {
    return (
      <div style={style} data-panel-state="empty">
        <Notice title="No alerts" detail="None is in one of the chosen states." />
      </div>
    );
  }
  return (
    <ul className={styles.list} style={style} data-panel-state="done">
      {found.map((row) => (
        <Row key={row.name} row={row} />
      ))}
    </ul>
  );
}

function rulesUid(datasource: AlertListOptions['datasource']): string {
  const found = attempt(() => sourceOf(datasource));
  return found instanceof Error || found.type !== 'loki' ? 'prometheus' : 'loki';
}

function attempt<T>(run: () => T): T | Error {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** How many alerts there are, in one number. */
function Count({ rows, width, height }: { rows: readonly AlertRow[]; width: number; height: number }) {
  const count = rows.reduce((sum, { alerts }) => sum + alerts.length, 0);
  return (
    <a
      href="/alerts"
      className={styles.count}
      data-tone={count > 0 ? 'bad' : 'good'}
      data-panel-state="done"
      style={{ width, height, fontSize: Math.min(96, height * 0.6, width * 0.3) }}
      aria-label={`${count} alerts`}
    >
      {count}
    </a>
  );
}

function Row({ row }: { row: AlertRow }) {
  const [isOpen, setIsOpen] = useState(false);
  const { label, tone } = STATES[row.state];
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  const count = row.alerts.length;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <Badge tone={tone}>{label}</Badge>
        <a className={styles.name} href={`/alerts?search=${encodeURIComponent(row.name)}`}>
          {row.name}
        </a>
        {row.activeMs !== undefined && <span className={styles.muted}>{dateTimeFormatTimeAgo(row.activeMs)}</span>}
        {count > 0 && (
          <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Arrow size={14} aria-hidden />
            {count === 1 ? '1 alert' : `${count} alerts`}
          </button>
        )}
      </div>
      {row.summary !== '' && <p className={styles.muted}>{row.summary}</p>}
      {isOpen && (
        <ul className={styles.alerts}>
          {row.alerts.slice(0, MOST_ALERTS).map((alert) => (
            <Alert key={JSON.stringify(alert.labels)} alert={alert} />
          ))}
          {count > MOST_ALERTS && <li className={styles.muted}>and {count - MOST_ALERTS} more</li>}
        </ul>
      )}
    </li>
  );
}

function Alert({ alert: { labels, state, activeMs, summary } }: { alert: ShownAlert }) {
  const { label, tone } = STATES[state];
  return (
    <li>
      <Badge tone={tone}>{label}</Badge>{' '}
      {activeMs !== undefined && <span className={styles.muted}>{dateTimeFormatTimeAgo(activeMs)}</span>}
      <span className={styles.labels}>
        {Object.entries(labels).map(([name, value]) => (
          <code key={name}>
            {name}={value}
          </code>
        ))}
      </span>
      {summary !== '' && <p className={styles.muted}>{summary}</p>}
    </li>
  );
}
