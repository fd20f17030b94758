import type { PanelProps } from '@grafana/data';
import { TimeChart } from '../../charts/time/time-chart';
import { usePickField } from '../pick-field';
import { type TimeSeriesOptions, timeZonesOf } from './options';

/** The panel "time series": fields with numbers over time. */
export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, options, timeZone, timeRange, width, height, title, eventBus, onChangeTimeRange } = props;
  const onPick = usePickField();
  return (
    <TimeChart
      title={title}
      frames={data.series}
      annotations={data.annotations}
      range={timeRange}
      timeZones={timeZonesOf(options.timezone, timeZone)}
      width={width}
      height={height}
      legend={options.legend}
      tooltip={options.tooltip}
      eventBus={eventBus}
      onRange={onChangeTimeRange}
      onPick={onPick}
      hasKeyboard={options.disableKeyboardEvents !== true}
    />
  );
}
