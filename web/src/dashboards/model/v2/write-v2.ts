import type { Dashboard, TimeSettings } from '../dashboard';
import type { Json } from '../json';
import { writeAnnotation } from './annotations';
import { writeLayout } from './layout';
import { writeElement } from './panels';
import { writeVariable } from './variables';

const SYNC = { off: 'Off', crosshair: 'Crosshair', tooltip: 'Tooltip' } as const;

/** A dashboard as the `spec` of the version of the schema that it was read in; one that was classic as v2beta1. */
export function writeV2(dashboard: Dashboard): Json {
  const format = dashboard.format === 'classic' ? 'v2beta1' : dashboard.format;
  return {
    ...dashboard.rest,
    ...(dashboard.uid !== '' && { uid: dashboard.uid }),
    title: dashboard.title,
    ...(dashboard.description !== '' && { description: dashboard.description }),
    tags: dashboard.tags,
    editable: dashboard.isEditable,
    timeSettings: writeTime(dashboard.time),
    cursorSync: SYNC[dashboard.graphTooltip],
    liveNow: dashboard.isLiveNow,
    links: dashboard.links,
    annotations: dashboard.annotations.map((one) => writeAnnotation(one, format)),
    variables: dashboard.variables.map((one) => writeVariable(one, format)),
    elements: Object.fromEntries(
      Object.entries(dashboard.panels).map(([name, panel]) => [name, writeElement(panel, format)]),
    ),
    layout: writeLayout(dashboard.layout, format),
  };
}

const writeTime = (time: TimeSettings): Json => ({
  ...time.rest,
  timezone: time.timeZone,
  from: time.from,
  to: time.to,
  autoRefresh: time.refresh,
  autoRefreshIntervals: time.refreshIntervals,
  hideTimepicker: time.isHidden,
  ...(time.weekStart !== '' && { weekStart: time.weekStart }),
  fiscalYearStartMonth: time.fiscalYearStartMonth,
  ...(time.nowDelay !== '' && { nowDelay: time.nowDelay }),
});
