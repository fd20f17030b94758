import { type FieldConfigSource, getFrameDisplayName, type PanelProps } from '@grafana/data';
import { Download } from 'lucide-react';
import { useCallback, useState } from 'react';
import { unique } from '../../charts/unique-names';
import { IconButton } from '../../controls/button';
import { Select } from '../../controls/select';
import { csvOf, download } from './csv';
import { DataTable, type ShownTable } from './data-table';
import { ROW_HEIGHTS, type SortBy, type TableOptions } from './options';
import { Pages } from './pages';
import styles from './table.module.css';
import { HEAD_HEIGHT } from './table-head';

/** Of what stands below a table, px. */
const BAR_HEIGHT = 36;

/** The panel "table": one frame at a time, sorted, filtered, in pages or without end. */
export function TablePanel(props: PanelProps<TableOptions>) {
  const { data, options, width, height, title, onOptionsChange, fieldConfig, onFieldConfigChange } = props;
  const [shown, setShown] = useState<ShownTable>();
  const [page, setPage] = useState(0);
  const index = Math.min(Math.max(0, options.frameIndex ?? 0), data.series.length - 1);
  const frame = data.series[index];
  const sortBy = options.sortBy ?? NONE;
  const onSort = useCallback(
    (next: SortBy[]) => onOptionsChange({ ...options, sortBy: next }),
    [onOptionsChange, options],
  );
  const onWidth = useCallback(
    (name: string, next: number) => onFieldConfigChange(withWidth(fieldConfig, name, next)),
    [onFieldConfigChange, fieldConfig],
  );
  if (frame === undefined || frame.fields.length === 0) {
    return (
      <div className={styles.none} data-panel-state="empty" role="status">
        {fieldConfig.defaults.noValue || 'No data'}
      </div>
    );
  }
  const isPaged = options.enablePagination === true;
  const hasBar = isPaged || data.series.length > 1;
  const tableHeight = height - (hasBar ? BAR_HEIGHT : 0);
  const rowHeight = ROW_HEIGHTS[options.cellHeight ?? 'sm'] ?? ROW_HEIGHTS.sm;
  const fitting = Math.floor((tableHeight - (options.showHeader ? HEAD_HEIGHT : 0)) / rowHeight);
  const size = options.pageSize || Math.max(1, fitting);
  const count = shown?.rows.length ?? frame.length;
  const current = Math.min(page, Math.max(0, Math.ceil(count / size) - 1));
  const save = () => shown && download(`${fileName(title)}.csv`, csvOf(shown.columns, shown.rows));
  return (
    <div className={styles.panel} style={{ width, height }} data-panel-state="done">
      <DataTable
        key={index}
        label={title || 'Table'}
        frame={frame}
        frames={data.series}
        width={width}
        height={tableHeight}
        options={options}
        sortBy={sortBy}
        onSort={onSort}
        onShown={setShown}
        onWidth={onWidth}
        {...(isPaged && { page: { from: current * size, count: size } })}
      />
      <div className={styles.bar} data-floating={!hasBar || undefined} style={{ height: BAR_HEIGHT }}>
        {data.series.length > 1 && (
          <Select
            label="Frame"
            size="small"
            options={unique(data.series.map((one, i) => getFrameDisplayName(one, i))).map((label, value) => ({
              value,
              label,
            }))}
            value={index}
            onChange={(next) => onOptionsChange({ ...options, frameIndex: next })}
          />
        )}
        {isPaged && <Pages page={current} size={size} count={count} onPage={setPage} />}
        <span className={styles.save}>
          <IconButton icon={Download} label="Download as CSV" size="small" onClick={save} />
        </span>
      </div>
    </div>
  );
}

const NONE: readonly SortBy[] = [];

const fileName = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'table';

/** The width of a column as an override, in the place of one that was there. */
function withWidth(config: FieldConfigSource, name: string, width: number): FieldConfigSource {
  const isOfName = ({ matcher }: FieldConfigSource['overrides'][number]) =>
    matcher.id === 'byName' && matcher.options === name;
  const property = { id: 'custom.width', value: width };
  const before = config.overrides.find(isOfName);
  if (before === undefined) {
    return {
      ...config,
      overrides: [...config.overrides, { matcher: { id: 'byName', options: name }, properties: [property] }],
    };
  }
  const changed = { ...before, properties: [...before.properties.filter(({ id }) => id !== property.id), property] };
  return { ...config, overrides: config.overrides.map((one) => (one === before ? changed : one)) };
}
