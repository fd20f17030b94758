import { isObject } from '../../json';
import { type Draft, draftOf, eachPanel, type Step } from './step';

/** Axes and thresholds of the panel "graph" before it had lists of them. */
export const GRAPH_STEPS: readonly Step[] = [
  {
    version: 12,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) => {
        if (panel.type !== 'graph' || panel.yaxes !== undefined) return;
        const grid = draftOf(panel.grid);
        const formats = Array.isArray(panel.y_formats) ? panel.y_formats : [];
        const shown = panel['y-axis'] !== false;
        panel.yaxes = [
          axisOf(grid, 'left', { format: formats[0] ?? 'short', label: panel.leftYAxisLabel, show: shown }),
          axisOf(grid, 'right', { format: formats[1] ?? 'short', label: panel.rightYAxisLabel, show: shown }),
        ];
        panel.xaxis ??= { show: panel['x-axis'] !== false };
        for (const name of ['y_formats', 'leftYAxisLabel', 'rightYAxisLabel', 'y-axis', 'x-axis']) delete panel[name];
      }),
  },
  {
    version: 13,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) => {
        if (panel.type !== 'graph' || !isObject(panel.grid)) return;
        const grid = panel.grid;
        const values = [grid.threshold1, grid.threshold2].filter((value) => typeof value === 'number');
        if (values.length > 0 && panel.thresholds === undefined) {
          const isLess = values.length === 2 && (values[0] as number) > (values[1] as number);
          panel.thresholds = values.map((value, i) => ({
            value,
            op: isLess ? 'lt' : 'gt',
            colorMode: 'custom',
            line: grid.thresholdLine === true,
            lineColor: grid[`threshold${i + 1}Color`],
            fill: grid.thresholdLine !== true,
            fillColor: grid[`threshold${i + 1}Color`],
          }));
        }
        delete panel.grid;
      }),
  },
];

function axisOf(grid: Draft, side: 'left' | 'right', axis: Draft): Draft {
  const of = (name: string) => grid[`${side}${name}`];
  return { ...axis, min: of('Min') ?? null, max: of('Max') ?? null, logBase: of('LogBase') ?? 1 };
}
