import type { PanelProps } from '@grafana/data';
import { useFieldValues } from '../single-value/field-values';
import type { Direction } from '../single-value/grid';
import { textsShown } from '../single-value/text-mode';
import { widestOf } from '../single-value/text-size';
import { ValueGrid } from '../single-value/value-grid';
import { statLayout } from './layout';
import type { StatOptions } from './options';
import { percentText } from './stat-colors';
import { StatValue } from './stat-value';

/** Around the texts of a cell, px on both sides together. */
const PADDING = { width: 16, height: 8 };

/** The panel "stat": large values, with their course behind them. */
export function StatPanel(props: PanelProps<StatOptions>) {
  const { options, width, height, title } = props;
  const values = useFieldValues(props, {
    hasSparkline: options.graphMode !== 'none' && options.reduceOptions?.values !== true,
    hasPercentChange: options.showPercentChange === true && options.reduceOptions?.values !== true,
  });
  const shows = textsShown(options.textMode, values.length);
  const texts = {
    name: shows.name ? widestOf(values.map((value) => value.title)) : '',
    value: shows.value ? widestOf(values.map(({ text }) => text)) : '',
    percent: shows.value ? widestOf(values.map(({ display }) => percentText(display.percentChange))) : '',
  };
  const hasGraph = values.some(({ sparkline }) => sparkline !== undefined && sparkline.y.values.length > 1);
  return (
    <ValueGrid
      {...{ title, values, width, height }}
      direction={(options.orientation ?? 'auto') as Direction}
      minWidth={72}
      minHeight={26}
      render={(value, size) => (
        <StatValue
          value={value}
          shows={shows}
          options={options}
          width={size.width}
          layout={statLayout(texts, {
            width: size.width - PADDING.width,
            height: size.height - PADDING.height,
            hasGraph,
            options,
          })}
        />
      )}
    />
  );
}
