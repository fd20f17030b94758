import type { PanelProps } from '@grafana/data';
import { ArrowDownUp, Download, WrapText } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { linkToTrace } from '../../app/links';
import { IconButton } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { download, LOG_FORMATS } from '../../logs/download';
import type { ListOptions } from '../../logs/list-options';
import { LogList } from '../../logs/log-list';
import { compareNs, type LogRow, rowsOf, traceIdOf } from '../../logs/log-row';
import styles from './logs.module.css';
import type { LogsOptions } from './options';

/** The panel "logs": the lines of its queries in the order of time. */
export function LogsPanel(props: PanelProps<LogsOptions>) {
  const { data, options, width, height, title, timeZone, fieldConfig, onOptionsChange } = props;
  const newestFirst = options.sortOrder !== 'Ascending';
  const rows = useMemo(() => sortedRows(data.series.flatMap(rowsOf), newestFirst), [data.series, newestFirst]);
  const list = useMemo(() => listOptions(options, newestFirst), [options, newestFirst]);
  const onShowField = useCallback(
    (name: string) => {
      const before = options.displayedFields ?? [];
      const displayedFields = before.includes(name) ? before.filter((one) => one !== name) : [...before, name];
      onOptionsChange({ ...options, displayedFields });
    },
    [options, onOptionsChange],
  );
  if (rows.length === 0) {
    return (
      <div className={styles.none} style={{ width, height }} data-panel-state="empty" role="status">
        {fieldConfig.defaults.noValue || 'No log lines'}
      </div>
    );
  }
  return (
    <div className={styles.panel} style={{ width, height }} data-panel-state="done" data-font={options.fontSize}>
      {options.showControls && <Controls {...props} rows={rows} />}
      <div className={styles.list}>
        <LogList
          rows={rows}
          options={list}
          timeZone={timeZone}
          label={title || 'Log lines'}
          linksOf={linksOf}
          onShowField={onShowField}
        />
      </div>
    </div>
  );
}

type ControlsProps = Pick<PanelProps<LogsOptions>, 'options' | 'onOptionsChange' | 'title'> & {
  readonly rows: readonly LogRow[];
};

function Controls({ options, onOptionsChange, title, rows }: ControlsProps) {
  const isOldest = options.sortOrder === 'Ascending';
  return (
    <div className={styles.controls}>
      <IconButton
        icon={ArrowDownUp}
        label="Oldest first"
        size="small"
        pressed={isOldest}
        onClick={() => onOptionsChange({ ...options, sortOrder: isOldest ? 'Descending' : 'Ascending' })}
      />
      <IconButton
        icon={WrapText}
        label="Wrap lines"
        size="small"
        pressed={options.wrapLogMessage}
        onClick={() => onOptionsChange({ ...options, wrapLogMessage: !options.wrapLogMessage })}
      />
      {options.allowDownload !== false && (
        <Menu
          trigger={<IconButton icon={Download} label="Download" size="small" />}
          items={Object.entries(LOG_FORMATS).map(([ending, format]) => ({
            label: format.title,
            onSelect: () => download(`${title || 'logs'}.${ending}`, format.mime, format.write(rows)),
          }))}
        />
      )}
    </div>
  );
}

const listOptions = (options: LogsOptions, newestFirst: boolean): ListOptions => ({
  showTime: options.showTime,
  showLabels: options.showLabels,
  showCommonLabels: options.showCommonLabels,
  wrap: options.wrapLogMessage,
  prettify: options.prettifyLogMessage,
  hasDetails: options.enableLogDetails !== false,
  dedup: options.dedupStrategy ?? 'none',
  newestFirst,
  fields: options.displayedFields ?? [],
});

/** Ids are of a frame: those of two queries are told apart. */
function sortedRows(rows: readonly LogRow[], newestFirst: boolean): LogRow[] {
  const seen = new Set<string>();
  const own = rows.map((row, index) => {
    const id = seen.has(row.id) ? `${row.id} ${index}` : row.id;
    seen.add(id);
    return id === row.id ? row : { ...row, id };
  });
  return own.sort((a, b) => (newestFirst ? compareNs(b.ns, a.ns) : compareNs(a.ns, b.ns)));
}

function linksOf(row: LogRow) {
  const trace = traceIdOf(row);
  return trace === undefined ? [] : [{ title: 'View trace', href: linkToTrace(trace) }];
}
