import { type FieldConfig, ThresholdsMode } from '@grafana/data';
import { useMemo } from 'react';
import { QueryChart } from '../panels/query-chart';
import { conditionOf, type Language } from './threshold';

/** An alert's expression over the page's time, with the line that it must not pass. */
export function ConditionChart({ query, language }: { query: string; language: Language }) {
  const condition = useMemo(() => conditionOf(query, language), [query, language]);
  const thresholds: FieldConfig['thresholds'] = condition && {
    mode: ThresholdsMode.Absolute,
    steps: condition.operator.startsWith('<')
      ? [
          { value: -Infinity, color: 'red' },
          { value: condition.threshold, color: 'transparent' },
        ]
      : [
          { value: -Infinity, color: 'transparent' },
          { value: condition.threshold, color: 'red' },
        ],
  };
  return (
    <QueryChart
      title={condition === undefined ? 'Expression' : `Fires where it is ${condition.operator} ${condition.threshold}`}
      engine={language === 'logql' ? 'loki' : 'prometheus'}
      queries={[{ expr: condition?.expr ?? query }]}
      {...(thresholds && { thresholds })}
      height={200}
    />
  );
}
