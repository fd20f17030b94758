import type { CSSProperties } from 'react';
import type { AutoGridLayout, GridLayout } from '../model/layout';
import styles from './dashboard.module.css';
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
  const { values, isShown } = useLayoutContext();
  const style = {
    '--column': `${layout.columnWidth}px`,
    '--most': layout.maxColumns,
    '--row': `${layout.rowHeight}px`,
  } as CSSProperties;
  return (
    <div className={styles.autoGrid} style={style} data-fill={layout.fillScreen || undefined}>
      {layout.items
        .filter(({ condition }) => isShown(condition))
        .flatMap(({ panel, repeat }) =>
          (clonesOf(repeat, values) ?? [undefined]).map((clone) => (
            <div key={`${panel}${clone?.suffix ?? ''}`} className={styles.autoItem}>
              <PanelHost
                name={panel}
                panelKey={`${panel}${clone?.suffix ?? ''}${suffix}`}
                scopedVars={clone === undefined ? scopedVars : { ...scopedVars, ...clone.scopedVars }}
              />
            </div>
          )),
        )}
    </div>
  );
}
