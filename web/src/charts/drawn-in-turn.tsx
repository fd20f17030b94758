import { type ReactNode, useMemo } from 'react';
import { ChartToCome, NoChart } from './chart-figure';
import { useInTurn } from './use-in-turn';

interface DrawnInTurnProps<Input, Model> {
  /** What the chart is of; drawn anew when it is another object. */
  readonly input: Input;
  /** What is drawn, or a text that says why nothing is. The same function in each render. */
  readonly modelOf: (input: Input) => Model | string;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly children: (model: Model) => ReactNode;
}

/** A chart whose model is made when its turn has come, with its place until then, or the reason why there is none. */
export function DrawnInTurn<Input, Model extends object>(props: DrawnInTurnProps<Input, Model>) {
  const { input, modelOf, width, height, children } = props;
  const granted = useInTurn(input);
  const model = useMemo(() => granted && modelOf(granted), [granted, modelOf]);
  if (model === undefined) return <ChartToCome width={width} height={height} />;
  if (typeof model === 'string') return <NoChart width={width} height={height} text={model} />;
  return children(model);
}
