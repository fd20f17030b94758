import { useUrlState } from '../app/url-state';
import { FilterBox } from '../controls/filter-box';
import { Badge, Notice, type Tone } from '../controls/notice';
import { Segments } from '../controls/segments';
import { type Column, DataTable } from '../controls/table/data-table';
import type { Labels } from '../data/samples/ask-samples';
import { moment } from '../format/moment';
import { shown } from '../format/quantity';
import { useTime } from '../time/time-context';
import { Loaded } from './loaded';
import { Section } from './section';
import styles from './status.module.css';
import { useDialect } from './status-api';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
interface Target {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly labels: Labels;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly lastScrape: string;
  /** Seconds. */
  readonly lastScrapeDuration: number;
  readonly scrapeInterval: string;
}

interface Targets {
  readonly data: {
    readonly activeTargets: readonly Target[];
    readonly droppedTargets?: readonly { readonly discoveredLabels: Labels }[];
  };
}

const HEALTHS = ['all', 'up', 'down', 'unknown'] as const;
const TONES: Readonly<Record<Target['health'], Tone | undefined>> = { up: 'good', down: 'bad', unknown: undefined };

/** What is scraped, by pool, and whether it answers. */
export function TargetsTab() {
  const { search, update } = useUrlState();
  const { timeZone } = useTime();
  const wanted = search.get('filter') ?? '';
  const health = HEALTHS.find((one) => one === search.get('health')) ?? 'all';
  return (
    <Loaded answer={useDialect<Targets>('prometheus', 'api/v1/targets')}>
      {({ data: { activeTargets, droppedTargets = [] } }) => {
        const found = activeTargets.filter(
          (target) =>
            (health === 'all' || target.health === health) &&
            [target.scrapeUrl, target.scrapePool, ...Object.values(target.labels)].some((text) =>
              text.toLowerCase().includes(wanted.toLowerCase()),
            ),
        );
        const pools = [...new Set(found.map(({ scrapePool }) => scrapePool))].sort();
        return (
          <>
            <div className={styles.tools}>
              <FilterBox
                label="Filter targets"
                value={wanted}
                onChange={(text) => update({ filter: text || undefined }, { replace: true })}
              />
              <Segments
                label="Health"
                value={health}
                options={HEALTHS.map((value) => ({
                  value,
                  label: `${value} ${activeTargets.filter((one) => value === 'all' || one.health === value).length}`,
                }))}
                onChange={(next) => update({ health: next === 'all' ? undefined : next }, { replace: true })}
              />
            </div>
            {activeTargets.length === 0 && (
              <Notice
                title="Nothing is scraped"
                detail="Name a Prometheus configuration with scrape_configs by --prometheus-config."
              />
            )}
            {pools.map((pool) => {
              const targets = found.filter(({ scrapePool }) => scrapePool === pool);
              return (
                <Section
                  key={pool}
                  title={pool}
                  note={`${targets.filter((target) => target.health === 'up').length} of ${targets.length} up`}
                >
                  <DataTable
                    label={`Targets of ${pool}`}
                    rows={targets}
                    keyOf={({ scrapeUrl, labels }) => `${scrapeUrl} ${JSON.stringify(labels)}`}
                    sort={{ column: 'health', isDescending: false }}
                    columns={targetColumns(timeZone)}
                  />
                </Section>
              );
            })}
            {droppedTargets.length > 0 && (
              <p
                className={styles.note}
              >{`${droppedTargets.length} discovered targets were dropped by relabelling.`}</p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const targetColumns = (timeZone: string): readonly Column<Target>[] => [
  {
    id: 'health',
    title: 'State',
    sortBy: ({ health }) => health,
    cell: ({ health }) => <Badge tone={TONES[health]}>{health}</Badge>,
  },
  {
    id: 'url',
    title: 'Target',
    isWide: true,
    sortBy: ({ scrapeUrl }) => scrapeUrl,
  },
  {
    id: 'labels',
    title: 'Labels',
    isWide: true,
    cell: ({ labels }) => (
      <code>
        {Object.entries(labels)
          .map((pair) => pair.join('='))
          .join(', ')}
      </code>
    ),
  },
  {
    id: 'last',
    title: 'Last scrape',
    sortBy: ({ lastScrape }) => Date.parse(lastScrape),
    cell: ({ lastScrape }) => moment(lastScrape, timeZone),
  },
  {
    id: 'took',
    title: 'Took',
    isNumber: true,
    sortBy: ({ lastScrapeDuration }) => lastScrapeDuration,
    cell: ({ lastScrapeDuration }) => shown(lastScrapeDuration, 'seconds'),
  },
  { id: 'interval', title: 'Every', cell: ({ scrapeInterval }) => scrapeInterval },
  {
    id: 'error',
    title: 'Error',
    isWide: true,
    sortBy: ({ lastError }) => lastError || undefined,
    cell: ({ lastError }) => <span className={styles.bad}>{lastError}</span>,
  },
];
