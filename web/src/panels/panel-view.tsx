import type {
  AbsoluteTimeRange,
  EventBus,
  FieldConfigSource,
  InterpolateFunction,
  PanelData,
  TimeRange,
} from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';
import { ErrorBoundary } from '../app/error-boundary';
import { type KeepHidden, KeepHiddenContext } from '../charts/use-visibility';
import type { Size } from '../controls/use-size';
import { useTime } from '../time/time-context';
import { areFieldNames, withHiddenSeries } from './field-config/hidden-series';
import type { ReadyPanel } from './use-plugin';

interface PanelViewProps {
  readonly id?: number;
  readonly title: string;
  readonly ready: ReadyPanel;
  readonly data: PanelData;
  readonly size: Size;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly isTransparent?: boolean;
  readonly replaceVariables: InterpolateFunction;
  readonly eventBus: EventBus;
  readonly onOptionsChange?: (options: object) => void;
  readonly onFieldConfigChange: (fieldConfig: FieldConfigSource) => void;
}

/** The panel's component with Grafana's PanelProps; what it throws stays in its place. */
export function PanelView(props: PanelViewProps) {
  const { ready, data, size, timeRange, replaceVariables, eventBus } = props;
  const { setRange } = useTime();
  const [options, setOptions] = useState(ready.options);
  useEffect(() => setOptions(ready.options), [ready.options]);
  const { onOptionsChange, onFieldConfigChange } = props;
  const changeOptions = useCallback(
    (next: object) => {
      setOptions(next);
      onOptionsChange?.(next);
    },
    [onOptionsChange],
  );
  const changeFieldConfig = useCallback(
    (config: FieldConfigSource, replace = false) =>
      onFieldConfigChange(replace ? config : { ...ready.fieldConfig, ...config }),
    [onFieldConfigChange, ready.fieldConfig],
  );
  const keepHidden = useCallback<KeepHidden>(
    (names, hidden) => {
      const isKept = ready.plugin.fieldConfigRegistry.getIfExists('custom.hideFrom') !== undefined;
      if (!isKept || !areFieldNames(names, data.series)) return false;
      onFieldConfigChange(withHiddenSeries(ready.fieldConfig, names, hidden));
      return true;
    },
    [ready, data.series, onFieldConfigChange],
  );
  const changeTime = useCallback(
    ({ from, to }: AbsoluteTimeRange) => setRange({ from: String(Math.round(from)), to: String(Math.round(to)) }),
    [setRange],
  );
  const Component = ready.plugin.panel;
  if (Component === null) throw new Error(`the panel "${ready.plugin.meta?.name}" has no component`);
  return (
    <ErrorBoundary title="This panel could not be drawn" resetKey={data}>
      <KeepHiddenContext.Provider value={keepHidden}>
        <Component
          id={props.id ?? 0}
          data={data}
          timeRange={timeRange}
          timeZone={props.timeZone}
          options={options}
          transparent={props.isTransparent ?? false}
          width={size.width}
          height={size.height}
          fieldConfig={ready.fieldConfig}
          renderCounter={0}
          title={props.title}
          eventBus={eventBus}
          onOptionsChange={changeOptions}
          onFieldConfigChange={changeFieldConfig}
          replaceVariables={replaceVariables}
          onChangeTimeRange={changeTime}
        />
      </KeepHiddenContext.Provider>
    </ErrorBoundary>
  );
}
