import { Play } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import type { Option } from '../../controls/select';
import { isMetricQuery } from '../../data/loki/query';
import { QueryEditor } from '../../editor/query-editor';
import { LIST_OPTIONS } from '../../logs/list-options';
import type { RowField } from '../../logs/row-details';
import { TimeProvider, useTime } from '../../time/time-context';
import { TimeControls } from '../../time/time-controls';
import explore from '../explore.module.css';
import { ExploreTabs } from '../explore-tabs';
import { rememberQuery } from '../history';
import { QueryHistory } from '../query-history';
import { refusal } from '../refusal';
import { ShareButton } from '../share-button';
import { useExploreQueries } from '../use-explore-queries';
import { useKeptState } from '../use-kept-state';
import { FieldsPanel } from './fields/fields-panel';
import { LinesPanel } from './lines/lines-panel';
import { useLogLines } from './lines/use-log-lines';
import styles from './logs.module.css';
import { MetricPanel } from './metric-panel';
import { PatternsPanel } from './patterns/patterns-panel';
import { withFilter, withLineFilter } from './query-text';
import { TailPanel } from './tail/tail-panel';
import { VolumePanel } from './volume-panel';

const LogqlBuilder = lazy(() => import('./builder/logql-builder'));

export default function LogsPage() {
  return (
    <TimeProvider>
      <LogsExplorer />
    </TimeProvider>
  );
}

type View = 'lines' | 'patterns' | 'fields' | 'live';

const VIEWS: readonly Option<View>[] = [
  { value: 'lines', label: 'Lines' },
  { value: 'patterns', label: 'Patterns' },
  { value: 'fields', label: 'Fields' },
  { value: 'live', label: 'Live' },
];

const MODES = [
  { value: 'code', label: 'Code' },
  { value: 'builder', label: 'Builder' },
] as const;

/** Lines of one page. */
const LIMIT = 1000;

/** What is shown before anything is asked: everything. */
const DEFAULT_QUERY = '{service_name=~".+"}';

function LogsExplorer() {
  const { search, update } = useUrlState();
  const { refreshNow } = useTime();
  const [query = DEFAULT_QUERY] = useExploreQueries('logs');
  const [draft, setDraft] = useState(query);
  useEffect(() => setDraft(query), [query]);
  const [mode, setMode] = useState<'code' | 'builder'>('code');
  const [options, setOptions] = useKeptState('logs.list', LIST_OPTIONS);
  const isMetric = isMetricQuery(query);
  const view = VIEWS.find(({ value }) => value === search.get('view'))?.value ?? 'lines';
  const lines = useLogLines(query, LIMIT, options.newestFirst, !isMetric && view === 'lines');
  const run = (text: string) => {
    rememberQuery('logs', text);
    if (text === query) refreshNow();
    else update({ query: text });
  };
  const filter = (field: RowField, isOut: boolean) => run(withFilter(query, field, isOut));
  const listing = { expr: query, options, onOptions: setOptions, onFilter: filter };
  const views: Readonly<Record<View, () => ReactNode>> = {
    lines: () => <LinesPanel {...listing} lines={lines} />,
    patterns: () => (
      <PatternsPanel
        expr={query}
        onPattern={(pattern, isOut) => {
          const text = withLineFilter(query, isOut ? '!>' : '|>', pattern);
          update({ query: text, view: undefined });
        }}
      />
    ),
    fields: () => <FieldsPanel expr={query} onFilter={filter} />,
    live: () => <TailPanel {...listing} onStop={() => update({ view: undefined })} />,
  };
  const logs = () => (
    <>
      {view !== 'live' && refusal(lines.error) === undefined && <VolumePanel expr={query} />}
      <div className={explore.bar}>
        <Segments
          label="View"
          value={view}
          options={VIEWS}
          onChange={(next) => update({ view: next === 'lines' ? undefined : next })}
        />
      </div>
      {views[view]()}
    </>
  );
  return (
    <Page
      title="Explore"
      lead={<ExploreTabs signal="logs" />}
      actions={
        <>
          <ShareButton />
          <TimeControls />
        </>
      }
      isFlush
    >
      <div className={styles.page}>
        <div className={explore.query}>
          <Segments label="Kind of editor" value={mode} options={MODES} onChange={setMode} />
          <div className={explore.editor}>
            {mode === 'builder' ? (
              <Suspense fallback={<Skeleton height={128} />}>
                <LogqlBuilder value={query} onChange={run} onCode={() => setMode('code')} />
              </Suspense>
            ) : (
              <QueryEditor
                language="logql"
                label="LogQL query"
                value={draft}
                onChange={setDraft}
                onRun={run}
                placeholder="{service_name=&quot;…&quot;} |= &quot;text&quot;"
                error={lines.error?.message}
              />
            )}
          </div>
          <QueryHistory signal="logs" onChoose={run} />
          <Button look="primary" icon={Play} onClick={() => run(draft)}>
            Run
          </Button>
        </div>
        {isMetric ? <MetricPanel expr={query} /> : logs()}
      </div>
    </Page>
  );
}
