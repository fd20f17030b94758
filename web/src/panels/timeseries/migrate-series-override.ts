import type { SeriesOverride } from './graph-panel';

interface Property {
  readonly id: string;
  readonly value: unknown;
}

type Rule = (override: SeriesOverride) => readonly Property[];

const one = (id: string, value: unknown): readonly Property[] => [{ id, value }];

/** What each member of an override of the old graph is in a time series. */
const RULES: Readonly<Partial<Record<keyof SeriesOverride, Rule>>> = {
  color: ({ color }) => one('color', { mode: 'fixed', fixedColor: color }),
  lines: ({ lines }) => (lines ? one('custom.drawStyle', 'line') : one('custom.lineWidth', 0)),
  bars: ({ bars }) => (bars ? one('custom.drawStyle', 'bars') : []),
  points: ({ points }) => one('custom.showPoints', points ? 'always' : 'never'),
  pointradius: ({ pointradius = 2 }) => one('custom.pointSize', pointradius * 2),
  linewidth: ({ linewidth }) => one('custom.lineWidth', linewidth),
  fill: ({ fill = 0 }) => one('custom.fillOpacity', fill * 10),
  fillGradient: ({ fillGradient = 0 }) => one('custom.gradientMode', fillGradient > 0 ? 'opacity' : 'none'),
  fillBelowTo: ({ fillBelowTo }) => one('custom.fillBelowTo', fillBelowTo),
  steppedLine: ({ steppedLine }) => one('custom.lineInterpolation', steppedLine ? 'stepAfter' : 'linear'),
  dashes: ({ dashes, dashLength = 10, spaceLength = 10 }) =>
    dashes ? one('custom.lineStyle', { fill: 'dash', dash: [dashLength, spaceLength] }) : [],
  nullPointMode: ({ nullPointMode }) => one('custom.spanNulls', nullPointMode === 'connected'),
  stack: ({ stack }) => one('custom.stacking', stackingOf(stack)),
  transform: ({ transform }) => (transform ? one('custom.transform', transform) : []),
  legend: ({ legend }) =>
    legend === false ? one('custom.hideFrom', { viz: false, legend: true, tooltip: false }) : [],
  hideTooltip: ({ hideTooltip }) =>
    hideTooltip ? one('custom.hideFrom', { viz: false, legend: false, tooltip: true }) : [],
  hiddenSeries: ({ hiddenSeries }) =>
    hiddenSeries ? one('custom.hideFrom', { viz: true, legend: false, tooltip: false }) : [],
};

/** True, false or the name of a stack. */
function stackingOf(stack: SeriesOverride['stack']) {
  if (typeof stack === 'string') return { mode: 'normal', group: stack };
  return stack ? { mode: 'normal', group: 'A' } : { mode: 'none', group: 'A' };
}

/** The properties of an override; `right` are those of the second axis, for series that are moved to it. */
export function overrideProperties(override: SeriesOverride, right: readonly Property[]): Property[] {
  const moved = override.yaxis === 2 ? right : [];
  const others = (Object.keys(RULES) as (keyof SeriesOverride)[])
    .filter((key) => override[key] !== undefined)
    .flatMap((key) => RULES[key]!(override));
  return [...moved, ...others];
}
