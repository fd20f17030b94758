import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { isMetricsQuery } from '../../data/tempo/search-query';
import { QueryEditor } from '../../editor/query-editor';
import { QueryPanel } from '../../panels/query-panel';
import { TimeProvider, useTime } from '../../time/time-context';
import { TimeControls } from '../../time/time-controls';
import explore from '../explore.module.css';
import { ExploreTabs } from '../explore-tabs';
import { rememberQuery } from '../history';
import { QueryHistory } from '../query-history';
import { refusal } from '../refusal';
import { ShareButton } from '../share-button';
import { useExploreQueries } from '../use-explore-queries';
import { SearchFormRow } from './search-form';
import { isListView, SearchResults, type View } from './search-results';
import { useTraceSearch } from './tempo-api';
import { TraceIdBox } from './trace-id-box';
import styles from './traces.module.css';

const VIEWS: readonly View[] = ['traces', 'spans', 'heatmap', 'compare'];
const LIMIT = 100;
const MOST = 500;

/** `/explore/traces?query=&view=&limit=&selected=` */
export default function TracesPage() {
  return (
    <TimeProvider>
      <TracesExplorer />
    </TimeProvider>
  );
}

function TracesExplorer() {
  const { search, update } = useUrlState();
  const { refreshNow } = useTime();
  const [query = '{ }'] = useExploreQueries();
  const [draft, setDraft] = useState(query);
  useEffect(() => setDraft(query), [query]);
  const isMetrics = isMetricsQuery(query);
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'traces';
  const limit = Math.min(MOST, Math.max(1, Number(search.get('limit')) || LIMIT));
  // The same search as that of the results, asked once.
  const { error } = useTraceSearch(query, limit, !isMetrics && isListView(view));
  const run = (text: string, range: { from?: string; to?: string } = {}) => {
    rememberQuery('traces', text);
    if (text === query && range.from === undefined) refreshNow();
    else update({ query: text, ...range });
  };
  return (
    <Page
      title="Explore"
      lead={<ExploreTabs signal="traces" />}
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
          <div className={explore.editor}>
            <QueryEditor
              language="traceql"
              label="TraceQL query"
              value={draft}
              onChange={setDraft}
              onRun={run}
              error={refusal(error)}
              placeholder="{ resource.service.name = &quot;…&quot; && status = error }"
            />
          </div>
          <QueryHistory signal="traces" onChoose={run} />
          <Button look="primary" icon={Play} onClick={() => run(draft)}>
            Run
          </Button>
          <TraceIdBox />
        </div>
        <SearchFormRow query={query} onRun={run} />
        {isMetrics ? (
          <MetricsResult query={query} />
        ) : (
          <SearchResults
            query={query}
            limit={limit}
            onLimit={(next) => update({ limit: next === LIMIT ? undefined : String(next) }, { replace: true })}
            view={view}
            onView={(next) => update({ view: next === 'traces' ? undefined : next })}
            onRun={run}
            selected={search.get('selected') ?? undefined}
            onSelected={(selected) => update({ selected, view: 'compare' })}
          />
        )}
      </div>
    </Page>
  );
}

/** Numbers over time, with exemplars that lead to their traces. */
const MetricsResult = ({ query }: { query: string }) => (
  <QueryPanel
    type="timeseries"
    title="Metrics of the spans"
    height={480}
    datasource="tempo"
    targets={[{ refId: 'A', query, queryType: 'traceql', exemplars: 100 }]}
    options={{ legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] } }}
  />
);
