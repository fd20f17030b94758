import type { FieldConfig } from '@grafana/data';
import { useMemo } from 'react';
import { useLevelOverrides } from '../../panels/level-overrides';
import { QueryPanel } from '../../panels/query-panel';
import { useTime } from '../../time/time-context';
import { volumeQuery } from './query-text';

/** How many lines there are by level, in time: a drag takes a time out of it, a click that of one bar. */
export function VolumePanel({ expr }: { expr: string }) {
  const { setRange } = useTime();
  const overrides = useLevelOverrides();
  const fieldConfig = useMemo(() => ({ defaults: DEFAULTS, overrides }), [overrides]);
  const targets = useMemo(
    () => [{ refId: 'volume', expr: volumeQuery(expr), legendFormat: '{{detected_level}}', queryType: 'range' }],
    [expr],
  );
  return (
    <QueryPanel
      type="timeseries"
      title="Lines by level"
      datasource="loki"
      height={152}
      maxDataPoints={120}
      targets={targets}
      fieldConfig={fieldConfig}
      options={OPTIONS}
      onPick={({ frame, row }) => {
        const [time] = frame.fields;
        const at = Number(time?.values[row]);
        const step = Number(time?.config.interval);
        // A count is of the step that ends with its time.
        if (at > 0 && step > 0) setRange({ from: String(at - step), to: String(at) });
      }}
    />
  );
}

const OPTIONS = {
  legend: { displayMode: 'list', placement: 'right', showLegend: true, calcs: ['sum'] },
  tooltip: { mode: 'multi', sort: 'none' },
};

const DEFAULTS: FieldConfig = {
  unit: 'short',
  decimals: 0,
  min: 0,
  custom: {
    drawStyle: 'bars',
    barAlignment: -1,
    fillOpacity: 100,
    lineWidth: 0,
    axisSoftMin: 0,
    stacking: { mode: 'normal', group: 'A' },
  },
};
