import type { PanelProps } from '@grafana/data';
import { useCallback, useMemo } from 'react';
import { ChartToCome, NoChart } from '../../charts/chart-figure';
import { StateChart } from '../../charts/states/state-chart';
import { type StateRow, stateRows, statesOf } from '../../charts/states/state-rows';
import { useInTurn } from '../../charts/use-in-turn';
import { useTheme } from '../../theme/theme';
import { usePickState } from '../pick-field';
import type { StateTimelineOptions } from './options';

/** The panel "state timeline": how long fields had which value. */
export function StateTimelinePanel(props: PanelProps<StateTimelineOptions>) {
  const { data, options, width, height, timeRange } = props;
  const theme = useTheme();
  const input = useMemo(() => ({ frames: data.series, theme }), [data.series, theme]);
  const granted = useInTurn(input);
  const rows = useMemo(() => granted && stateRows(granted.frames, granted.theme), [granted]);
  const end = timeRange.to.valueOf();
  const isMerged = options.mergeValues !== false;
  const states = useCallback((row: StateRow) => statesOf(row, end, isMerged), [end, isMerged]);
  const onPick = usePickState(data.series);
  if (rows === undefined) return <ChartToCome width={width} height={height} />;
  if (typeof rows === 'string') return <NoChart width={width} height={height} text={rows} />;
  return (
    <StateChart
      panel={props}
      rows={rows}
      statesOf={states}
      align={options.alignValue ?? 'left'}
      gap={1}
      onPick={onPick}
    />
  );
}
