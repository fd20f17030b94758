import type { PanelProps } from '@grafana/data';
import { useCallback, useMemo } from 'react';
import { ChartToCome, NoChart } from '../../charts/chart-figure';
import { StateChart } from '../../charts/states/state-chart';
import { type StateRow, stateRows } from '../../charts/states/state-rows';
import { useInTurn } from '../../charts/use-in-turn';
import { useTheme } from '../../theme/theme';
import { usePickState } from '../pick-field';
import { boxesOf } from './boxes';
import type { StatusHistoryOptions } from './options';

/** The panel "status history": the value at each time. */
export function StatusHistoryPanel(props: PanelProps<StatusHistoryOptions>) {
  const { data, options, width, height, timeRange } = props;
  const theme = useTheme();
  const input = useMemo(() => ({ frames: data.series, theme }), [data.series, theme]);
  const granted = useInTurn(input);
  const rows = useMemo(() => granted && stateRows(granted.frames, granted.theme), [granted]);
  const rangeMs = timeRange.to.valueOf() - timeRange.from.valueOf();
  const { colWidth = 0.9 } = options;
  const boxes = useCallback((row: StateRow) => boxesOf(row, colWidth, rangeMs), [colWidth, rangeMs]);
  const onPick = usePickState(data.series);
  if (rows === undefined) return <ChartToCome width={width} height={height} />;
  if (typeof rows === 'string') return <NoChart width={width} height={height} text={rows} />;
  return <StateChart panel={props} rows={rows} statesOf={boxes} align="center" gap={0} onPick={onPick} />;
}
