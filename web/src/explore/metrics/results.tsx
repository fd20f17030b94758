import type { PanelData } from '@grafana/data';
import { useCallback, useMemo } from 'react';
import { QueryPanel } from '../../panels/query-panel';
import type { PanelAnswer, PanelTarget } from '../../panels/run-panel';
import styles from './metrics.module.css';

interface ResultsProps {
  readonly targets: readonly PanelTarget[];
  readonly shown: 'both' | 'graph' | 'table';
  readonly hasExemplars: boolean;
  readonly onAnswer: (answer: PanelAnswer) => void;
}

/** The course of the values, and what they are at the end of the time. */
export function Results({ targets, shown, hasExemplars, onAnswer }: ResultsProps) {
  const ranges = useMemo(
    () => targets.map((target) => ({ ...target, range: true, exemplar: hasExemplars })),
    [targets, hasExemplars],
  );
  const instants = useMemo(
    () => targets.map((target) => ({ ...target, instant: true, range: false, format: 'table' })),
    [targets],
  );
  const told = useCallback((_: PanelData, answer: PanelAnswer) => onAnswer(answer), [onAnswer]);
  return (
    <>
      {shown !== 'table' && (
        <QueryPanel type="timeseries" title="Graph" height={400} targets={ranges} options={GRAPH} onData={told} />
      )}
      {shown !== 'graph' && (
        <div className={styles.table}>
          <QueryPanel
            type="table"
            title="Table"
            height={shown === 'table' ? 640 : 360}
            targets={instants}
            transformations={targets.length > 1 ? MERGED : NONE}
            {...(shown === 'table' && { onData: told })}
          />
        </div>
      )}
    </>
  );
}

const GRAPH = {
  legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['min', 'max', 'mean', 'lastNotNull'] },
  tooltip: { mode: 'multi', sort: 'desc' },
};
const MERGED = [{ id: 'merge', options: {} }];
const NONE: readonly never[] = [];
