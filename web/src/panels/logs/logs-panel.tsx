import type { PanelProps } from '@grafana/data';
import { ArrowDownUp, Download, WrapText } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { ContextDialog } from '../../logs/context/context-dialog';
import { download, LOG_FORMATS } from '../../logs/download';
import { LinesFoot } from '../../logs/lines/lines-foot';
import type { ListOptions } from '../../logs/list-options';
import { LogList } from '../../logs/log-list';
import type { LogRow } from '../../logs/log-row';
import { marksOf } from '../../logs/marks';
import { linksOfRow } from '../../logs/row-links';
import styles from './logs.module.css';
import type { LogsOptions } from './options';
import { type MoreLines, useMoreLines } from './use-more-lines';

/** The panel "logs": the lines of its queries in the order of time, further ones where the list ends. */
export function LogsPanel(props: PanelProps<LogsOptions>) {
  const { data, options, width, height, title, timeZone, fieldConfig, onOptionsChange } = props;
  const newestFirst = options.sortOrder !== 'Ascending';
  const isEndless = options.enableInfiniteScrolling === true;
  const more = useMoreLines(data.series, data.timeRange, newestFirst, isEndless);
  const { rows } = more;
  const isMoreAtEnd = (more.way === 'older') === newestFirst;
  const [contextOf, setContextOf] = useState<LogRow>();
  const marks = useMemo(() => marksOf(data.series.flatMap(({ meta }) => meta?.searchWords ?? [])), [data.series]);
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
      {isEndless && !isMoreAtEnd && <MoreBefore {...more} />}
      <div className={styles.list}>
        <LogList
          rows={rows}
          options={list}
          marks={marks}
          timeZone={timeZone}
          label={title || 'Log lines'}
          linksOf={linksOfRow}
          onShowField={onShowField}
          onContext={options.showLogContextToggle ? setContextOf : undefined}
          {...(isEndless && isMoreAtEnd
            ? {
                onEnd: more.error === undefined ? more.loadMore : undefined,
                isLoadingMore: more.isLoading,
                foot: <LinesFoot {...more} retry={more.loadMore} />,
              }
            : { keepsPlace: isEndless })}
        />
      </div>
      {contextOf && <ContextDialog row={contextOf} timeZone={timeZone} onClose={() => setContextOf(undefined)} />}
    </div>
  );
}

/** Above a list that begins where its queries were cut. */
function MoreBefore({ way, hasMore, isLoading, error, loadMore }: MoreLines) {
  const which = way === 'older' ? 'Earlier lines' : 'Later lines';
  return (
    <div className={styles.before}>
      {error?.message}
      <Button size="small" disabled={!hasMore || isLoading} onClick={loadMore}>
        {isLoading ? 'Loading …' : hasMore ? which : `No ${which.toLowerCase()}`}
      </Button>
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
