import { Play, Plus, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Switch, TextInput } from '../../controls/field';
import { Segments } from '../../controls/segments';
import { readInterval } from '../../data/step';
import type { PanelAnswer, PanelTarget } from '../../panels/run-panel';
import { TimeProvider, useTime } from '../../time/time-context';
import { TimeControls } from '../../time/time-controls';
import { AddToDashboard } from '../add-to-dashboard';
import explore from '../explore.module.css';
import { ExploreTabs } from '../explore-tabs';
import { rememberQuery } from '../history';
import { QueryHistory } from '../query-history';
import { ShareButton } from '../share-button';
import { useExploreQueries } from '../use-explore-queries';
import { MetricFinder } from './finder/metric-finder';
import { Notices } from './notices';
import { QueryRow } from './query-row';
import { Results } from './results';
import { StartingPoints } from './starting-points';

export default function MetricsPage() {
  return (
    <TimeProvider>
      <MetricsExplorer />
    </TimeProvider>
  );
}

const SHOWN = [
  { value: 'both', label: 'Both' },
  { value: 'graph', label: 'Graph' },
  { value: 'table', label: 'Table' },
] as const;
type Shown = (typeof SHOWN)[number]['value'];

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const refIdOf = (index: number): string => LETTERS[index] ?? `Q${index}`;

function MetricsExplorer() {
  const { search, update } = useUrlState();
  const { refreshNow } = useTime();
  const queries = useExploreQueries('metrics');
  const [drafts, setDrafts] = useState<readonly string[]>(queries);
  useEffect(() => setDrafts(queries), [queries]);
  const [isFinding, setFinding] = useState(false);
  const [answer, setAnswer] = useState<PanelAnswer>();
  const hidden = new Set(search.getAll('off'));
  const shown = SHOWN.find(({ value }) => value === search.get('show'))?.value ?? 'both';
  const step = search.get('step') ?? '';
  const hasExemplars = search.get('exemplars') !== 'false';
  const texts = drafts.length === 0 ? [''] : drafts;
  const run = (next: readonly string[]) => {
    const wanted = next.filter((text) => text.trim() !== '');
    for (const text of wanted) rememberQuery('metrics', text);
    if (wanted.length === queries.length && wanted.every((text, index) => text === queries[index])) refreshNow();
    else update({ query: wanted });
  };
  const put = (index: number, text: string) => texts.map((one, at) => (at === index ? text : one));
  /** In the place of the last query where that is empty. */
  const added = (text: string) => [...(texts.at(-1)?.trim() === '' ? texts.slice(0, -1) : texts), text];
  const targets: PanelTarget[] = queries.map((expr, index) => ({
    refId: refIdOf(index),
    expr,
    hide: hidden.has(refIdOf(index)),
    ...(step !== '' && { interval: step }),
  }));
  return (
    <Page
      title="Explore"
      lead={<ExploreTabs signal="metrics" />}
      actions={
        <>
          <ShareButton />
          <TimeControls />
        </>
      }
    >
      <div className={explore.stack}>
        {texts.map((text, index) => {
          const refId = refIdOf(index);
          return (
            <QueryRow
              key={refId}
              refId={refId}
              value={text}
              error={answer?.errors.find((error) => error.refId === refId)?.message}
              isHidden={hidden.has(refId)}
              onChange={(next) => setDrafts(put(index, next))}
              onRun={(next) => run(put(index, next))}
              onHide={(isHidden) =>
                update({ off: isHidden ? [...hidden, refId] : [...hidden].filter((one) => one !== refId) })
              }
              onRemove={texts.length === 1 ? undefined : () => run(texts.filter((_, at) => at !== index))}
            />
          );
        })}
        <div className={explore.bar}>
          <Button icon={Search} onClick={() => setFinding(true)}>
            Find a metric
          </Button>
          <Button icon={Plus} onClick={() => setDrafts([...texts, ''])}>
            Add query
          </Button>
          <QueryHistory signal="metrics" onChoose={(text) => run(added(text))} />
          <StepInput key={step} value={step} onChange={(next) => update({ step: next === '' ? undefined : next })} />
          <Switch
            label="Exemplars"
            checked={hasExemplars}
            onChange={(isOn) => update({ exemplars: isOn ? undefined : 'false' })}
          />
          <span className={explore.end} />
          <Segments<Shown>
            label="Show"
            value={shown}
            options={SHOWN}
            onChange={(next) => update({ show: next === 'both' ? undefined : next })}
          />
          <AddToDashboard targets={targets} datasource="prometheus" title={queries[0] ?? ''} />
          <Button look="primary" icon={Play} className={explore.run} onClick={() => run(texts)}>
            Run
          </Button>
        </div>
        <Notices texts={answer?.notices ?? []} />
        {queries.length === 0 ? (
          <StartingPoints onFind={() => setFinding(true)} onChoose={(text) => run(added(text))} />
        ) : (
          <Results targets={targets} shown={shown} hasExemplars={hasExemplars} onAnswer={setAnswer} />
        )}
      </div>
      <MetricFinder
        open={isFinding}
        onClose={() => setFinding(false)}
        onUse={(query) => {
          setFinding(false);
          run(added(query));
        }}
      />
    </Page>
  );
}

/** Least time between points; empty for what fits the width. */
function StepInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const isWrong = typed.trim() !== '' && !(readInterval(typed)! > 0);
  const apply = () => {
    if (!isWrong && typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <TextInput
      className={explore.number}
      aria-label="Step"
      aria-invalid={isWrong}
      placeholder="Step: auto"
      title="Least time between two points: 15s, 1m. Empty for what fits the width."
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  );
}
