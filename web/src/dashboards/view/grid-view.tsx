import type { ScopedVars } from '@grafana/data';
import { type CSSProperties, useSyncExternalStore } from 'react';
import type { AutoGridLayout, Condition, GridLayout } from '../model/layout';
import styles from './dashboard.module.css';
import { useOpenDashboard } from './dashboard-context';
import { type Place, placesOf } from './grid-places';
import type { LayoutProps } from './layout-props';
import { PanelHost } from './panel-host';
import { clonesOf } from './repeats';
import { useLayoutContext } from './use-layout-context';

/** Columns and rows of the grid: of figures, two of which stand side by side on a narrow screen. */
const SMALL = { width: 6, height: 5 };

/** 24 columns, rows of 30 px and gaps of 8 px; on narrow screens one column. */
export function GridView({ layout, scopedVars, suffix }: LayoutProps<GridLayout>) {
  const { values } = useLayoutContext();
  return (
    <div className={styles.grid}>
      {placesOf(layout.items, values).map((place) => (
        <div
          key={place.key}
          className={styles.item}
          style={styleOf(place)}
          data-small={(place.width <= SMALL.width && place.height <= SMALL.height) || undefined}
        >
          <PanelHost
            name={place.panel}
            panelKey={`${place.key}${suffix}`}
            scopedVars={place.clone === undefined ? scopedVars : { ...scopedVars, ...place.clone.scopedVars }}
          />
        </div>
      ))}
    </div>
  );
}

const styleOf = ({ x, y, width, height }: Place): CSSProperties =>
  ({ '--x': x + 1, '--y': y + 1, '--w': width, '--h': height }) as CSSProperties;

/** As many equal columns as fit, up to the layout's most. */
export function AutoGridView({ layout, scopedVars, suffix }: LayoutProps<AutoGridLayout>) {
  const { values } = useLayoutContext();
  const style = {
    '--column': `${layout.columnWidth}px`,
    '--most': layout.maxColumns,
    '--row': `${layout.rowHeight}px`,
  } as CSSProperties;
  return (
    <div className={styles.autoGrid} style={style} data-fill={layout.fillScreen || undefined}>
      {layout.items.flatMap(({ panel, repeat, condition }) =>
        (clonesOf(repeat, values) ?? [undefined]).map((clone) => (
          <AutoItem
            key={`${panel}${clone?.suffix ?? ''}`}
            name={panel}
            panelKey={`${panel}${clone?.suffix ?? ''}${suffix}`}
            condition={condition}
            scopedVars={clone === undefined ? scopedVars : { ...scopedVars, ...clone.scopedVars }}
          />
        )),
      )}
    </div>
  );
}

interface AutoItemProps {
  readonly name: string;
  readonly panelKey: string;
  readonly condition: Condition | undefined;
  readonly scopedVars: ScopedVars;
}

/** A panel that is there while its condition holds. One that hangs on its data is asked also while it is not seen. */
function AutoItem({ name, panelKey, condition, scopedVars }: AutoItemProps) {
  const { isShown } = useLayoutContext();
  const { answers } = useOpenDashboard();
  const isWatched = condition?.tests.some(({ kind }) => kind === 'data') === true;
  const hasData = useSyncExternalStore(answers.subscribe, () => (isWatched ? answers.hasData(panelKey) : undefined));
  const isSeen = isShown(condition, hasData);
  if (!isSeen && !isWatched) return null;
  return (
    <div className={isSeen ? styles.autoItem : styles.unseen} aria-hidden={!isSeen || undefined}>
      <PanelHost name={name} panelKey={panelKey} scopedVars={scopedVars} isWatched={isWatched} />
    </div>
  );
}
