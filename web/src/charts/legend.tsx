import { type MouseEvent, use, useMemo, useState } from 'react';
import { useTheme } from '../theme/theme';
import styles from './chart.module.css';
import { LegendButton, type LegendItem, type LegendRow } from './legend-button';
import { LegendRoomContext } from './legend-room';
import { LegendTable } from './legend-table';
import { sortedBy } from './legend-values';
import type { LegendOptions } from './options/viz-options';
import type { Visibility } from './use-visibility';

/** More are shown when asked for: a legend of thousands is no legend. */
const SHOWN_AT_ONCE = 100;

interface LegendProps {
  readonly items: readonly LegendItem[];
  readonly options: LegendOptions;
  readonly visibility: Visibility;
  /** The pointer rests on a name: undefined when it leaves. */
  readonly onPoint?: (name: string | undefined) => void;
}

/** The series by name. A click shows one alone, with Ctrl, ⌘ or Shift it takes one away or brings it back. */
export function Legend({ items, options, visibility, onPoint }: LegendProps) {
  const theme = useTheme();
  const [isAll, setIsAll] = useState(false);
  const [sort, setSort] = useState({ by: options.sortBy, isDescending: options.sortDesc ?? true });
  // Names alone take less room than a table of which two rows are seen.
  const isShort = items.length > use(LegendRoomContext);
  const isTable = !isShort && (options.displayMode === 'table' || options.asTable === true);
  const calcs = isShort ? [] : (options.calcs ?? []);
  const limit = isAll ? items.length : (options.limit ?? SHOWN_AT_ONCE);
  const calcKey = calcs.join(' ');
  const rows = useMemo(() => {
    const isSorted = isTable && sort.by !== undefined;
    // To sort, the values of all rows are needed; else only of those that are seen.
    const counted = isSorted ? items : items.slice(0, limit);
    const wanted = calcKey === '' ? [] : calcKey.split(' ');
    const all = counted.map((item): LegendRow => ({ ...item, calculated: item.values(wanted, theme) }));
    if (!isSorted) return all;
    return sortedBy(all, (row) => sortValue(row, sort.by!), sort.isDescending).slice(0, limit);
  }, [items, limit, calcKey, theme, isTable, sort]);

  const onSort = (by: string) =>
    setSort((was) =>
      was.by === by && !was.isDescending ? { by: undefined, isDescending: true } : { by, isDescending: was.by !== by },
    );
  const onClick = (name: string) => (event: MouseEvent) =>
    event.ctrlKey || event.metaKey || event.shiftKey ? visibility.toggle(name) : visibility.isolate(name);

  return (
    <div className={styles.legend}>
      {isTable ? (
        <LegendTable {...{ rows, calcs, sort, onSort, onClick, visibility, ...(onPoint && { onPoint }) }} />
      ) : (
        <ul className={styles.legendList}>
          {rows.map((row) => (
            <li key={row.name}>
              <LegendButton
                row={row}
                visibility={visibility}
                onClick={onClick(row.name)}
                {...(onPoint && { onPoint })}
              />
              {row.calculated.map(({ id, title, text }) => (
                <span key={id} className={styles.legendValue}>
                  {title}: {text}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
      {items.length > limit && (
        <button type="button" className={styles.more} onClick={() => setIsAll(true)}>
          Show {items.length - limit} more
        </button>
      )}
    </div>
  );
}

function sortValue(row: LegendRow, by: string): string | number {
  if (by === 'Name') return row.name;
  const value = row.calculated.find(({ id, title }) => title === by || id === by);
  return value === undefined ? row.name : value.numeric;
}
