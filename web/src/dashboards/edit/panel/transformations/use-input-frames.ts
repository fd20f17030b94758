import type { DataFrame, DataTransformerConfig } from '@grafana/data';
import { useEffect, useMemo, useState } from 'react';
import { type PanelAnswer, transformed } from '../../../../panels/run-panel';
import { usePanelAnswer } from '../../../../panels/use-panel-answer';
import { useStable } from '../../../../panels/use-stable';
import { useTime } from '../../../../time/time-context';
import { replacerOf } from '../../../../variables/interpolate';
import { useSettledVariables } from '../../../../variables/variables-context';
import type { Panel } from '../../../model/dashboard';
import { namesIn } from '../../../view/use-text';

/** Points of the answer that forms look at: names count, not values. */
const POINTS = 100;
const NO_VARS = {};
const NO_STEPS: readonly DataTransformerConfig[] = [];
const NONE: readonly DataFrame[] = [];

/** What each transformation of a panel is given: the answer of the queries, then that of the transformation before. */
export function useInputFrames(panel: Panel): readonly (readonly DataFrame[])[] {
  const { range, timeZone } = useTime();
  const names = useMemo(() => namesIn(panel), [panel]);
  const { variables, isReady } = useSettledVariables(names);
  const replaceVariables = useMemo(() => replacerOf({ variables, range, timeZone }), [variables, range, timeZone]);
  const { answer } = usePanelAnswer({
    targets: useStable(panel.targets ?? []),
    datasource: panel.datasource,
    range,
    maxDataPoints: POINTS,
    minInterval: '',
    scopedVars: NO_VARS,
    transformations: NO_STEPS,
    replaceVariables,
    isAsked: isReady,
  });
  const steps = useStable(panel.transformations ?? NO_STEPS);
  const [inputs, setInputs] = useState<readonly (readonly DataFrame[])[]>([]);
  useEffect(() => {
    if (answer === undefined) return undefined;
    let isGone = false;
    const run = async () => {
      const found: (readonly DataFrame[])[] = [];
      let now: PanelAnswer = answer;
      for (const step of steps) {
        found.push(now.frames);
        now = await transformed(now, { transformations: [step], replaceVariables });
      }
      if (!isGone) setInputs(found);
    };
    void run();
    return () => {
      isGone = true;
    };
  }, [answer, steps, replaceVariables]);
  return useMemo(
    () => (panel.transformations ?? []).map((_, at) => inputs[at] ?? NONE),
    [panel.transformations, inputs],
  );
}
