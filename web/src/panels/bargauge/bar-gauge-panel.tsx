import type { PanelProps } from '@grafana/data';
import { useMemo } from 'react';
import { Legend } from '../../charts/legend';
import type { LegendItem } from '../../charts/legend-button';
import { useVisibility } from '../../charts/use-visibility';
import { type FieldValue, useFieldValues } from '../single-value/field-values';
import { isSizedByHand } from '../single-value/sizing';
import { widestOf } from '../single-value/text-size';
import { ValueGrid } from '../single-value/value-grid';
import styles from './bar-gauge.module.css';
import { BarValue } from './bar-value';
import { barLayout } from './layout';
import type { BarGaugeOptions } from './options';

/** Room of a legend, px below and share of the width at the right. */
const LEGEND_HEIGHT = 40;
const LEGEND_SHARE = 0.3;
const NONE: ReadonlySet<string> = new Set();

/** Least sizes of a bar where they are not told, px. */
const LEAST = { width: 8, height: 16 };

/** The panel "bar gauge": values as bars of one scale. */
export function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { options, width, height, title } = props;
  const all = useFieldValues(props);
  const hasLegend = options.legend?.showLegend === true && all.length > 1;
  const names = useMemo(() => all.map((value) => value.title), [all]);
  const visibility = useVisibility(names, NONE);
  const values = hasLegend ? all.filter((value) => !visibility.isHidden(value.title)) : all;
  const isBeside = hasLegend && options.legend?.placement === 'right';
  const legendWidth = isBeside ? Math.floor(width * LEGEND_SHARE) : width;
  const isVertical = options.orientation === 'vertical' || (options.orientation !== 'horizontal' && width > height);
  const isManual = isSizedByHand(options);
  const texts = {
    name: values.length > 1 ? widestOf(values.map((value) => value.title)) : '',
    value: widestOf(values.map(({ text }) => text)),
  };
  // A single bar has its name only where it was given one.
  const name = texts.name || (values.length === 1 && values[0]!.field.displayName ? values[0]!.title : '');
  return (
    <div className={styles.panel} data-beside={isBeside || undefined}>
      <ValueGrid
        title={title}
        values={values}
        width={isBeside ? width - legendWidth : width}
        height={hasLegend && !isBeside ? height - LEGEND_HEIGHT : height}
        direction={isVertical ? 'vertical' : 'horizontal'}
        minWidth={isManual ? options.minVizWidth : isVertical ? Math.max(LEAST.width, 24) : LEAST.width}
        minHeight={isManual ? options.minVizHeight : LEAST.height}
        {...(isManual && !isVertical && options.maxVizHeight > 0 && { maxHeight: options.maxVizHeight })}
        gap={isVertical ? 8 : 6}
        render={(value, size) => (
          <BarValue
            value={value}
            options={options}
            layout={barLayout({ ...size, isVertical, options, name, value: texts.value })}
          />
        )}
      />
      {hasLegend && (
        <div className={styles.legend} style={{ width: legendWidth, height: isBeside ? height : LEGEND_HEIGHT }}>
          <Legend items={legendItems(all)} options={options.legend!} visibility={visibility} />
        </div>
      )}
    </div>
  );
}

const legendItems = (values: readonly FieldValue[]): LegendItem[] =>
  values.map(({ title, display }) => ({ name: title, color: display.color ?? '', values: () => [], mark: 'box' }));
