import { Link } from 'wouter';
import { linkToExplore, quoted } from '../app/links';
import { useUrlState } from '../app/url-state';
import { Notice } from '../controls/notice';
import { Picker } from '../controls/picker';
import { DataTable } from '../controls/table/data-table';
import { shown } from '../format/quantity';
import { Loaded } from './loaded';
import { LogCardinalitySections } from './log-cardinality';
import { Meter } from './meter';
import { Section } from './section';
import { SpanAttributes } from './span-attributes';
import styles from './status.module.css';
import { useDialect, useStatus } from './status-api';

/** Mimir's: https://grafana.com/docs/mimir/latest/references/http-api/#label-names-cardinality */
interface LabelNames {
  readonly label_names_count: number;
  readonly label_values_count_total: number;
  readonly cardinality: readonly { readonly label_name: string; readonly label_values_count: number }[];
}

/** https://grafana.com/docs/mimir/latest/references/http-api/#label-values-cardinality */
interface LabelValues {
  readonly series_count_total: number;
  readonly labels: readonly {
    readonly label_name: string;
    readonly label_values_count: number;
    readonly series_count: number;
    readonly cardinality: readonly { readonly label_value: string; readonly series_count: number }[];
  }[];
}

const MOST = 50;
const METRIC_NAME = '__name__';

/** What has most series, streams and attributes, and what it costs. */
export function CardinalityTab() {
  return (
    <>
      <Series />
      <div className={styles.columns}>
        <Labels />
        <LogCardinalitySections />
      </div>
      <SpanAttributes />
    </>
  );
}

function Series() {
  const { search, update } = useUrlState();
  const label = search.get('label') ?? METRIC_NAME;
  const names = useDialect<LabelNames>('prometheus', 'api/v1/cardinality/label_names', { limit: MOST });
  const answer = useDialect<LabelValues>('prometheus', 'api/v1/cardinality/label_values', {
    'label_names[]': label,
    limit: MOST,
  });
  const { data: storage } = useStatus('/storage');
  const perDay = storage?.signals.metrics?.growthBytesPerDay;
  return (
    <Section
      title="Series"
      note="Bytes a day are a share of what metrics grow by, as if all series had equally many samples."
    >
      <div className={styles.tools}>
        <Picker
          label="Label"
          value={label}
          options={[
            { value: METRIC_NAME, label: 'by metric name' },
            ...(names.data?.cardinality ?? [])
              .filter(({ label_name }) => label_name !== METRIC_NAME)
              .map(({ label_name, label_values_count }) => ({
                value: label_name,
                label: `by ${label_name}`,
                note: `${label_values_count} values`,
              })),
          ]}
          onChange={(next) => update({ label: next === METRIC_NAME ? undefined : next }, { replace: true })}
        />
      </div>
      <Loaded answer={answer}>
        {({ series_count_total: all, labels: [found] }) => (
          <DataTable
            label="Series"
            rows={found?.cardinality ?? []}
            keyOf={({ label_value }) => label_value}
            sort={{ column: 'series', isDescending: true }}
            limit={20}
            empty={<Notice title="There are no series" />}
            columns={[
              {
                id: 'value',
                title: label === METRIC_NAME ? 'Metric' : label,
                isWide: true,
                sortBy: ({ label_value }) => label_value,
                cell: ({ label_value }) => (
                  <Link href={linkToExplore('metrics', `{${label}=${quoted(label_value)}}`)}>{label_value}</Link>
                ),
              },
              {
                id: 'series',
                title: 'Series',
                isNumber: true,
                sortBy: ({ series_count }) => series_count,
              },
              {
                id: 'share',
                title: 'Of all',
                isNumber: true,
                sortBy: ({ series_count }) => series_count,
                cell: ({ series_count }) => shown(series_count / Math.max(1, all), 'share'),
              },
              {
                id: 'meter',
                title: <span className="visually-hidden">Share</span>,
                cell: ({ label_value, series_count }) => (
                  <Meter
                    label={`series of ${label_value}`}
                    value={series_count}
                    max={found?.cardinality[0]?.series_count ?? 1}
                  />
                ),
              },
              {
                id: 'cost',
                title: 'Bytes a day',
                isNumber: true,
                sortBy: ({ series_count }) => series_count,
                cell: ({ series_count }) =>
                  shown(perDay === undefined ? undefined : (perDay * series_count) / Math.max(1, all), 'bytes'),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Labels() {
  const { update } = useUrlState();
  const answer = useDialect<LabelNames>('prometheus', 'api/v1/cardinality/label_names', { limit: MOST });
  return (
    <Section
      title="Labels of metrics"
      note={
        answer.data &&
        `${answer.data.label_names_count} labels with ${answer.data.label_values_count_total} values altogether`
      }
    >
      <Loaded answer={answer}>
        {({ cardinality }) => (
          <DataTable
            label="Labels of metrics"
            rows={cardinality}
            keyOf={({ label_name }) => label_name}
            sort={{ column: 'values', isDescending: true }}
            limit={10}
            columns={[
              {
                id: 'name',
                title: 'Label',
                sortBy: ({ label_name }) => label_name,
                cell: ({ label_name }) => (
                  <button type="button" className={styles.link} onClick={() => update({ label: label_name })}>
                    {label_name}
                  </button>
                ),
              },
              {
                id: 'values',
                title: 'Values',
                isNumber: true,
                sortBy: ({ label_values_count }) => label_values_count,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
