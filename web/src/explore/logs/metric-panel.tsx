import { useMemo, useState } from 'react';
import { Segments } from '../../controls/segments';
import { QueryPanel } from '../../panels/query-panel';
import explore from '../explore.module.css';
import styles from './logs.module.css';

const TYPES = [
  { value: 'timeseries', label: 'Graph' },
  { value: 'table', label: 'Table' },
] as const;

const LEGEND = { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi' } };

/** What a query counts, drawn; as a table, the values at the end of the time. */
export function MetricPanel({ expr }: { expr: string }) {
  const [type, setType] = useState<(typeof TYPES)[number]['value']>('timeseries');
  const targets = useMemo(
    () => [{ refId: 'A', expr, queryType: type === 'table' ? 'instant' : 'range' }],
    [expr, type],
  );
  return (
    <>
      <div className={explore.bar}>
        <Segments label="Show as" value={type} options={TYPES} onChange={setType} />
      </div>
      <div className={styles.chart}>
        <QueryPanel
          type={type}
          title="Result"
          datasource="loki"
          targets={targets}
          options={type === 'timeseries' ? LEGEND : {}}
          transformations={type === 'table' ? TO_TABLE : NONE}
        />
      </div>
    </>
  );
}

const TO_TABLE = [
  { id: 'labelsToFields', options: {} },
  { id: 'merge', options: {} },
];
const NONE: readonly never[] = [];
