import { Link } from 'wouter';
import { linkToService } from '../app/links';
import { Badge } from '../controls/notice';
import type { Column } from '../controls/table/data-table';
import { change, shown, signedPercent } from '../format/quantity';
import { CourseLine } from './course-line';
import { RowLinks } from './row-links';
import { isLoud, type Service, type ServiceAlert } from './service-list';
import styles from './services.module.css';
import { apdexTone, failureTone } from './trouble';

/** Changes under this share are not worth ink. */
const LEAST_CHANGE = 0.05;

const Change = ({ now, before, isBadUp }: { now?: number; before?: number; isBadUp?: boolean }) => {
  const share = change(now, before);
  if (share === undefined || Math.abs(share) < LEAST_CHANGE) return null;
  return (
    <span
      className={styles.change}
      data-tone={isBadUp ? (share > 0 ? 'bad' : 'good') : undefined}
      title="against the same time yesterday"
    >
      {signedPercent(share)}
    </span>
  );
};

const optional = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };

/** The columns of the list of services, in the order of the table. */
export function serviceColumns(along: (path: string) => string): readonly Column<Service>[] {
  return [
    {
      id: 'name',
      title: 'Service',
      isPinned: true,
      sortBy: ({ name }) => name,
      cell: ({ name, versions }) => (
        <span className={styles.name}>
          <Link href={along(linkToService(name))}>{name}</Link>
          {versions.length > 0 && (
            <span className={styles.version} title={versions.length > 1 ? 'versions within the time range' : 'version'}>
              {versions.join(' → ')}
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'alerts',
      title: 'Alerts',
      hint: 'alerts that fire now and name this service',
      sortBy: ({ alerts }) => alerts.filter(isLoud).length,
      cell: ({ alerts }) => <AlertCount alerts={alerts} />,
    },
    {
      id: 'course',
      title: 'Calls',
      hint: 'calls a second over the time range',
      cell: ({ rateCourse }) => <CourseLine course={rateCourse} />,
    },
    {
      id: 'rate',
      title: 'Rate',
      hint: 'calls a second that the service answers',
      isNumber: true,
      sortBy: ({ rate }) => rate,
      cell: ({ rate, before }) => (
        <>
          <Change {...optional('now', rate)} {...optional('before', before.rate)} />
          {shown(rate, 'perSecond')}
        </>
      ),
    },
    {
      id: 'failed',
      title: 'Errors',
      hint: 'share of the calls that fail',
      isNumber: true,
      sortBy: ({ failed }) => failed,
      cell: ({ failed, before }) => (
        <>
          <Change {...optional('now', failed)} {...optional('before', before.failed)} isBadUp />
          <span data-tone={failureTone(failed)} className={styles.figure}>
            {shown(failed, 'share')}
          </span>
        </>
      ),
    },
    ...(['p50', 'p95', 'p99'] as const).map(
      (quantile): Column<Service> => ({
        id: quantile,
        title: quantile,
        hint: `${quantile.slice(1)} % of the calls are answered within this`,
        isNumber: true,
        sortBy: (service) => service[quantile],
        cell: (service) => (
          <>
            {quantile === 'p95' && (
              <Change {...optional('now', service.p95)} {...optional('before', service.before.p95)} isBadUp />
            )}
            {shown(service[quantile], 'seconds')}
          </>
        ),
      }),
    ),
    {
      id: 'apdex',
      title: 'Apdex',
      hint: 'satisfied calls and half of the tolerable ones, of all; failed ones count as frustrating',
      isNumber: true,
      sortBy: ({ apdex }) => apdex?.score,
      cell: ({ apdex }) =>
        apdex === undefined ? (
          '–'
        ) : (
          <span
            className={styles.figure}
            data-tone={apdexTone(apdex.score)}
            title={`satisfied within ${shown(apdex.satisfied, 'seconds')}, tolerable within ${shown(apdex.tolerating, 'seconds')}`}
          >
            {apdex.score.toFixed(2)}
          </span>
        ),
    },
    {
      id: 'cpu',
      title: 'CPU',
      hint: 'share of a core, all instances together',
      isNumber: true,
      sortBy: ({ cpu }) => cpu,
      cell: ({ cpu }) => shown(cpu, 'share'),
    },
    {
      id: 'memory',
      title: 'Memory',
      hint: 'resident, all instances together',
      isNumber: true,
      sortBy: ({ memory }) => memory,
      cell: ({ memory }) => shown(memory, 'bytes'),
    },
    {
      id: 'loop',
      title: 'Event loop',
      hint: 'p99 of the event loop’s lag, the worst instance',
      isNumber: true,
      sortBy: ({ eventLoop }) => eventLoop,
      cell: ({ eventLoop }) => shown(eventLoop, 'seconds'),
    },
    {
      id: 'lines',
      title: 'Log lines',
      isNumber: true,
      sortBy: ({ lines }) => lines,
      cell: ({ lines }) => shown(lines, 'perSecond'),
    },
    {
      id: 'errorLines',
      title: 'Log errors',
      hint: 'lines of level error and above',
      isNumber: true,
      sortBy: ({ errorLines }) => errorLines,
      cell: ({ errorLines, lines }) => (
        <span className={styles.figure} data-tone={failureTone(shareOf(errorLines, lines))}>
          {shown(errorLines, 'perSecond')}
        </span>
      ),
    },
    {
      id: 'ways',
      title: <span className="visually-hidden">Logs and traces</span>,
      cell: ({ name }) => <RowLinks service={name} along={along} />,
    },
  ];
}

const shareOf = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || !whole ? undefined : part / whole;

function AlertCount({ alerts }: { alerts: readonly ServiceAlert[] }) {
  const loud = alerts.filter(isLoud);
  if (loud.length === 0) return null;
  const tone = loud.some(({ severity }) => severity === 'critical') ? 'bad' : 'warn';
  return (
    <Link href="/alerts/firing" title={loud.map(({ name, summary }) => `${name}: ${summary}`).join('\n')}>
      <Badge tone={tone}>{`${loud.length} firing`}</Badge>
    </Link>
  );
}
