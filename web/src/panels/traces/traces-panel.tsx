import type { DataFrame, PanelProps } from '@grafana/data';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { linkToTrace } from '../../app/links';
import { TraceView } from '../../traces/trace-view';
import styles from './traces.module.css';

/** The panel "traces": one trace from all sides; of several found the list to choose from. */
export function TracesPanel({ data, width, height, fieldConfig }: PanelProps<object>) {
  const ids = useMemo(() => traceIdsOf(data.series), [data.series]);
  const [first] = ids;
  const style = { width, height };
  if (first === undefined) {
    return (
      <div className={styles.none} style={style} data-panel-state="empty" role="status">
        {fieldConfig.defaults.noValue || 'No trace'}
      </div>
    );
  }
  return (
    <div className={styles.panel} style={style} data-panel-state="done">
      {ids.length === 1 ? (
        <TraceView traceId={first} />
      ) : (
        <ul className={styles.list}>
          {ids.slice(0, MOST_LISTED).map((id) => (
            <li key={id}>
              <Link href={linkToTrace(id)}>{id}</Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const MOST_LISTED = 200;

/** What sources call the field of trace ids. */
const NAMES: ReadonlySet<string> = new Set(['traceID', 'traceIdHidden', 'traceId', 'trace_id']);

/** The ids of the traces in frames, each once. */
function traceIdsOf(frames: readonly DataFrame[]): string[] {
  const values = frames.flatMap(({ fields }) => fields.find(({ name }) => NAMES.has(name))?.values ?? []);
  return [...new Set(values.filter((value) => typeof value === 'string' && value !== ''))] as string[];
}
