import type { Variable } from '../../../variables/variable';
import type { Annotation, Dashboard, DashboardLink } from '../dashboard';
import { type Json, objectOf, objectsOf, textOf, textsOf, without } from '../json';
import { migrated } from './migrate';
import { readLayout } from './read-layout';

/** `graphTooltip` 0, 1 and 2. */
export const TOOLTIPS = ['off', 'crosshair', 'tooltip'] as const;

const KNOWN = [
  'uid',
  'title',
  'description',
  'tags',
  'editable',
  'time',
  'timezone',
  'refresh',
  'timepicker',
  'weekStart',
  'fiscalYearStartMonth',
  'graphTooltip',
  'liveNow',
  'links',
  'annotations',
  'templating',
  'panels',
];

const KNOWN_OF_PICKER = ['refresh_intervals', 'hidden', 'nowDelay'];

/** The JSON of Grafana's dashboards before version 2 of the schema, of whichever `schemaVersion`. */
export function readClassic(json: Json): Dashboard {
  const now = migrated(json);
  const time = objectOf(now.time);
  const picker = objectOf(now.timepicker);
  const { panels, layout } = readLayout(objectsOf(now.panels));
  return {
    format: 'classic',
    uid: textOf(now.uid),
    title: textOf(now.title, 'Untitled'),
    description: textOf(now.description),
    tags: textsOf(now.tags),
    isEditable: now.editable !== false,
    time: {
      from: textOf(time.from, 'now-6h'),
      to: textOf(time.to, 'now'),
      timeZone: textOf(now.timezone),
      refresh: textOf(now.refresh),
      refreshIntervals: textsOf(picker.refresh_intervals),
      isHidden: picker.hidden === true,
      weekStart: textOf(now.weekStart),
      fiscalYearStartMonth: Number(now.fiscalYearStartMonth ?? 0),
      nowDelay: textOf(picker.nowDelay),
      rest: without(picker, KNOWN_OF_PICKER),
    },
    graphTooltip: TOOLTIPS[Number(now.graphTooltip ?? 0)] ?? 'off',
    isLiveNow: now.liveNow === true,
    links: objectsOf(now.links) as unknown as readonly DashboardLink[],
    annotations: objectsOf(objectOf(now.annotations).list).map(annotation),
    variables: objectsOf(objectOf(now.templating).list) as unknown as readonly Variable[],
    panels,
    layout,
    rest: without(now, KNOWN),
  };
}

const annotation = (json: Json): Annotation =>
  ({ ...json, name: textOf(json.name), enable: json.enable !== false }) as Annotation;
