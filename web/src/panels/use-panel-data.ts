import {
  compareArrayValues,
  compareDataFrameStructures,
  type DataFrame,
  type GrafanaTheme2,
  type InterpolateFunction,
  LoadingState,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { useEffect, useMemo, useRef } from 'react';
import { usePanelEnvironment } from './panel-environment';
import { type PanelAnswer, panelData } from './run-panel';
import type { ReadyPanel } from './use-plugin';

interface DataOptions {
  readonly ready: ReadyPanel | undefined;
  /** Undefined for panels that ask nothing. */
  readonly answer: PanelAnswer | undefined;
  readonly range: TimeRange;
  readonly replaceVariables: InterpolateFunction;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly isLoading: boolean;
  readonly onData: ((data: PanelData, answer: PanelAnswer) => void) | undefined;
}

/** What a panel draws; undefined while there is nothing yet. */
export function usePanelData(options: DataOptions): PanelData | undefined {
  const { ready, answer, range, replaceVariables, theme, timeZone, isLoading, onData } = options;
  const { annotations } = usePanelEnvironment();
  const before = useRef<{ frames: readonly DataFrame[]; rev: number }>({ frames: [], rev: 0 });
  const data = useMemo(() => {
    if (ready === undefined || (answer === undefined && isLoading)) return undefined;
    const given = answer ?? { ...NOTHING, range };
    if (!compareArrayValues([...before.current.frames], [...given.frames], compareDataFrameStructures)) {
      before.current = { frames: given.frames, rev: before.current.rev + 1 };
    }
    const marks = ready.plugin.dataSupport.annotations ? [...given.annotations, ...annotations] : given.annotations;
    const look = { plugin: ready.plugin, fieldConfig: ready.fieldConfig, replaceVariables, theme, timeZone };
    return panelData({ ...given, annotations: marks }, look, before.current.rev);
  }, [ready, answer, range, replaceVariables, theme, timeZone, annotations, answer === undefined && isLoading]);
  useEffect(() => {
    if (data !== undefined && answer !== undefined) onData?.(data, answer);
  }, [data, answer, onData]);
  return useMemo(
    () => (data === undefined ? undefined : { ...data, state: isLoading ? LoadingState.Loading : data.state }),
    [data, isLoading],
  );
}

const NOTHING: Omit<PanelAnswer, 'range'> = { frames: [], annotations: [], errors: [], notices: [] };
