import { useUrlState } from '../app/url-state';
import { FilterBox } from '../controls/filter-box';
import { Badge, Notice } from '../controls/notice';
import { Segments } from '../controls/segments';
import { DataTable } from '../controls/table/data-table';
import { useSamples } from '../data/samples/use-samples';
import { moment } from '../format/moment';
import { useTime } from '../time/time-context';
import { Loaded } from './loaded';
import { Section } from './section';
import styles from './status.module.css';
import { useStatus } from './status-api';

const DEFAULT = 'default';

/** The settings in force, where each was given, and whether the last reading of the files went well. */
export function ConfigTab() {
  const { search, update } = useUrlState();
  const wanted = (search.get('filter') ?? '').toLowerCase();
  const isAll = search.get('show') === 'all';
  return (
    <>
      <Reloads />
      <Loaded answer={useStatus('/config')} height={400}>
        {({ settings }) => {
          const set = settings.filter(({ source }) => source !== DEFAULT);
          return (
            <Section title="Settings" note="secrets are hidden">
              <div className={styles.tools}>
                <FilterBox
                  label="Filter settings"
                  value={search.get('filter') ?? ''}
                  onChange={(text) => update({ filter: text || undefined }, { replace: true })}
                />
                <Segments
                  label="Settings"
                  value={isAll ? 'all' : 'set'}
                  options={[
                    { value: 'set', label: `Set ${set.length}` },
                    { value: 'all', label: `All ${settings.length}` },
                  ]}
                  onChange={(next) => update({ show: next === 'all' ? 'all' : undefined }, { replace: true })}
                />
              </div>
              <DataTable
                label="Settings"
                rows={(isAll || wanted !== '' ? settings : set).filter(({ key, flag, description, value = '' }) =>
                  [key, flag, description, value].some((text) => text.toLowerCase().includes(wanted)),
                )}
                keyOf={({ key }) => key}
                limit={300}
                columns={[
                  { id: 'key', title: 'Setting', sortBy: ({ key }) => key, cell: ({ key }) => <code>{key}</code> },
                  { id: 'value', title: 'Value', isWide: true, cell: ({ value }) => <code>{value ?? '–'}</code> },
                  {
                    id: 'source',
                    title: 'Given by',
                    sortBy: ({ source }) => source,
                    cell: ({ source }) => <Badge tone={source === DEFAULT ? undefined : 'accent'}>{source}</Badge>,
                  },
                  { id: 'flag', title: 'Flag', sortBy: ({ flag }) => flag, cell: ({ flag }) => <code>{flag}</code> },
                  { id: 'description', title: 'What it is', isWide: true, cell: ({ description }) => description },
                ]}
                empty={
                  wanted === '' ? (
                    <Notice title="Nothing is set: all is as it is by default" />
                  ) : (
                    <Notice title="No setting is like that" />
                  )
                }
              />
            </Section>
          );
        }}
      </Loaded>
    </>
  );
}

/** Files that are read again, by the metric that tells how it went. */
const RELOADED: Readonly<Record<string, string>> = {
  prometheus_config_last_reload_successful: 'Prometheus configuration and rules',
  alertmanager_config_last_reload_successful: 'Alertmanager configuration',
  loki_runtime_config_last_reload_successful: 'Loki runtime overrides',
  cortex_runtime_config_last_reload_successful: 'Mimir runtime overrides',
};

function Reloads() {
  const { timeZone } = useTime();
  const { of } = useSamples({
    state: `{__name__=~"${Object.keys(RELOADED).join('|')}"}`,
    time: '{__name__=~".+_config_last_reload_success_timestamp_seconds"}',
  });
  const rows = of.state.map(({ labels, value }) => {
    const name = labels.__name__ ?? '';
    const stamp = name.replace(/_successful$/, '_success_timestamp_seconds');
    return {
      name: RELOADED[name] ?? name,
      isGood: value === 1,
      seconds: of.time.find((one) => one.labels.__name__ === stamp)?.value,
    };
  });
  return (
    <Section title="Reload" note="POST /-/reload on any port reads the files again">
      <DataTable
        label="Reload"
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { id: 'name', title: 'What', sortBy: ({ name }) => name },
          {
            id: 'state',
            title: 'Last reading',
            cell: ({ isGood }) => (
              <Badge tone={isGood ? 'good' : 'bad'}>
                {isGood ? 'went well' : 'failed: the former one is in force'}
              </Badge>
            ),
          },
          {
            id: 'time',
            title: 'Last good one',
            cell: ({ seconds }) => (seconds === undefined ? '–' : moment(seconds * 1000, timeZone)),
          },
        ]}
        empty={<Notice title="How it went is not told yet" detail="It comes with the program’s own metrics." />}
      />
    </Section>
  );
}
