import type { Dashboard, TimeSettings } from '../dashboard';
import { defined, isEmpty, type Json } from '../json';
import { SCHEMA_VERSION } from './migrate';
import { TOOLTIPS } from './read-classic';
import { writeLayout } from './write-layout';

/** The classic JSON of a dashboard. Of layouts that it does not know, tabs become rows and columns places in the grid. */
export function writeClassic(dashboard: Dashboard): Json {
  const { time } = dashboard;
  return {
    ...dashboard.rest,
    ...(dashboard.uid !== '' && { uid: dashboard.uid }),
    title: dashboard.title,
    ...(dashboard.description !== '' && { description: dashboard.description }),
    tags: dashboard.tags,
    editable: dashboard.isEditable,
    time: { from: time.from, to: time.to },
    timezone: time.timeZone,
    refresh: time.refresh,
    timepicker: pickerOf(time),
    ...(time.weekStart !== '' && { weekStart: time.weekStart }),
    fiscalYearStartMonth: time.fiscalYearStartMonth,
    graphTooltip: TOOLTIPS.indexOf(dashboard.graphTooltip),
    ...(dashboard.isLiveNow && { liveNow: true }),
    links: dashboard.links,
    annotations: { list: dashboard.annotations },
    templating: { list: dashboard.variables },
    panels: writeLayout(dashboard.panels, dashboard.layout),
    schemaVersion: SCHEMA_VERSION,
  };
}

function pickerOf(time: TimeSettings): Json {
  const picker = defined({
    ...time.rest,
    refresh_intervals: time.refreshIntervals.length > 0 ? time.refreshIntervals : undefined,
    hidden: time.isHidden || undefined,
    nowDelay: time.nowDelay || undefined,
  });
  return isEmpty(picker) ? {} : picker;
}
