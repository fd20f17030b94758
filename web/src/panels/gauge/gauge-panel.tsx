import type { PanelProps } from '@grafana/data';
import { useFieldValues } from '../single-value/field-values';
import type { Direction } from '../single-value/grid';
import { isSizedByHand } from '../single-value/sizing';
import { textsShown } from '../single-value/text-mode';
import { widestOf } from '../single-value/text-size';
import { ValueGrid } from '../single-value/value-grid';
import { GaugeValue } from './gauge-value';
import { gaugeLayout } from './layout';
import type { GaugeOptions } from './options';

/** Below this a gauge cannot be read, px. */
const LEAST = 75;

/** The panel "gauge": values between their limits. */
export function GaugePanel(props: PanelProps<GaugeOptions>) {
  const { options, width, height, title } = props;
  const values = useFieldValues(props, {
    hasSparkline: options.sparkline === true && options.reduceOptions?.values !== true,
  });
  const shows = textsShown(options.textMode, values.length);
  const texts = {
    name: shows.name ? widestOf(values.map((value) => value.title)) : '',
    value: shows.value ? widestOf(values.map(({ text }) => text)) : '',
  };
  const isManual = isSizedByHand(options);
  return (
    <ValueGrid
      {...{ title, values, width, height }}
      direction={(options.orientation ?? 'auto') as Direction}
      minWidth={isManual ? options.minVizWidth : LEAST}
      minHeight={isManual ? options.minVizHeight : Math.min(LEAST, height)}
      aspect={1.1}
      render={(value, size) => (
        <GaugeValue
          value={value}
          shows={shows}
          options={options}
          width={size.width}
          height={size.height}
          layout={gaugeLayout({ ...size, ...texts, options, hasSparkline: value.sparkline !== undefined })}
        />
      )}
    />
  );
}
