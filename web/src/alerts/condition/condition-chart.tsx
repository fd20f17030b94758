import { type ConfigOverrideRule, type FieldConfig, ThresholdsMode } from '@grafana/data';
import { useMemo, useState } from 'react';
import { Switch } from '../../controls/field';
import type { Labels } from '../../data/samples/ask-samples';
import { QueryChart } from '../../panels/query-chart';
import { type ConditionChartModel, chartsOf, titleOf } from './charts';
import { conditionsOf } from './conditions';
import type { Language } from './operator-tree';
import { countOthers, othersOverride } from './other-series';

interface ConditionChartProps {
  readonly query: string;
  readonly language: Language;
  /** Of one alert: series of other alerts are out of sight then, or faint. */
  readonly alert?: Labels;
  /** Labels that the rule gives its alerts. */
  readonly ruleLabels?: Labels | undefined;
}

/** An alert's expression over the page's time: a chart for each of its conditions, with the lines that it must not pass. */
export function ConditionChart({ query, language, alert, ruleLabels }: ConditionChartProps) {
  const charts = useMemo(() => chartsOf(conditionsOf(query, language)), [query, language]);
  const [others, setOthers] = useState(0);
  const [areShown, setShown] = useState(false);
  const other = useMemo(
    () => (alert === undefined ? undefined : { alert, given: Object.keys(ruleLabels ?? {}) }),
    [alert, ruleLabels],
  );
  const engine = language === 'logql' ? 'loki' : 'prometheus';
  const ofOthers = other === undefined ? [] : [othersOverride(other, areShown)];
  const count = other && { onData: ({ series }: Answer) => setOthers(countOthers(series, other)) };
  return (
    <>
      {others > 0 && (
        <Switch
          label={`Show the ${others === 1 ? '' : `${others} `}other series of this rule`}
          checked={areShown}
          onChange={setShown}
        />
      )}
      {charts.length === 0 && (
        <QueryChart
          title="Expression"
          engine={engine}
          queries={[{ expr: query }]}
          overrides={ofOthers}
          height={200}
          {...count}
        />
      )}
      {charts.map((chart, at) => (
        <QueryChart
          key={JSON.stringify(chart)}
          title={titleOf(chart, at === 0)}
          engine={engine}
          queries={queriesOf(chart)}
          {...(chart.bounds.length > 0 && { thresholds: linesOf(chart) })}
          overrides={[...overridesOf(chart), ...ofOthers]}
          height={at === 0 ? 200 : 152}
          {...(at === 0 && count)}
        />
      ))}
    </>
  );
}

type Answer = Parameters<NonNullable<Parameters<typeof QueryChart>[0]['onData']>>[0];

const queriesOf = ({ exprs, limit }: ConditionChartModel) => [
  ...exprs.map((expr) => ({ expr })),
  ...(limit ? [{ expr: limit.expr, legend: 'limit' }] : []),
];

const linesOf = ({ bounds }: ConditionChartModel): FieldConfig['thresholds'] => ({
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'transparent' },
    ...bounds
      .map(({ value }) => value)
      .sort((a, b) => a - b)
      .map((value) => ({ value, color: 'red' })),
  ],
});

/** Some room above a line that nothing reaches. */
const ROOM = 1.1;

/** The axis reaches to 0 and to the lines, also where the values stay far from them. */
function overridesOf({ exprs, bounds, limit }: ConditionChartModel): ConfigOverrideRule[] {
  const values = bounds.map(({ value }) => value);
  const axis = {
    matcher: { id: 'byType', options: 'number' },
    properties: [
      { id: 'min', value: null },
      { id: 'custom.axisSoftMin', value: Math.min(0, ...values) * ROOM },
      ...(values.length > 0 ? [{ id: 'custom.axisSoftMax', value: Math.max(0, ...values) * ROOM }] : []),
    ],
  };
  if (limit === undefined) return [axis];
  const line = {
    matcher: { id: 'byFrameRefID', options: String.fromCharCode(65 + exprs.length) },
    properties: [
      { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } },
      { id: 'custom.fillOpacity', value: 0 },
    ],
  };
  return [axis, line];
}
