import type { Dashboard, DashboardFormat, DashboardLink, Panel, TimeSettings } from '../dashboard';
import { type Json, numberOf, objectOf, objectsOf, textOf, textsOf, without } from '../json';
import { readAnnotation } from './annotations';
import { readLayout } from './layout';
import { readElement } from './panels';
import { readVariable } from './variables';

const SYNC: Readonly<Record<string, Dashboard['graphTooltip']>> = { Crosshair: 'crosshair', Tooltip: 'tooltip' };

const KNOWN = [
  'uid',
  'title',
  'description',
  'tags',
  'editable',
  'timeSettings',
  'cursorSync',
  'liveNow',
  'links',
  'annotations',
  'variables',
  'elements',
  'layout',
];

/** The `spec` of a dashboard of version 2 of the schema (`dashboard.grafana.app/v2…`). */
export function readV2(spec: Json): Dashboard {
  const elements = Object.entries(objectOf(spec.elements)).map(([name, element]) => [name, objectOf(element)] as const);
  const panels: Record<string, Panel> = {};
  for (const [name, element] of elements) panels[name] = readElement(element);
  return {
    format: formatOf(elements.map(([, element]) => element)),
    uid: textOf(spec.uid),
    title: textOf(spec.title, 'Untitled'),
    description: textOf(spec.description),
    tags: textsOf(spec.tags),
    isEditable: spec.editable !== false,
    time: readTime(objectOf(spec.timeSettings)),
    graphTooltip: SYNC[textOf(spec.cursorSync)] ?? 'off',
    isLiveNow: spec.liveNow === true,
    links: objectsOf(spec.links) as unknown as readonly DashboardLink[],
    annotations: objectsOf(spec.annotations).map(readAnnotation),
    variables: objectsOf(spec.variables).map(readVariable),
    panels,
    layout: readLayout(spec.layout),
    rest: without(spec, KNOWN),
  };
}

/** The versions differ in how panels name their kind, and their transformations. */
function formatOf(elements: readonly Json[]): DashboardFormat {
  for (const { kind, spec } of elements) {
    if (kind !== 'Panel') continue;
    const { vizConfig, data } = objectOf(spec);
    if (objectOf(vizConfig).kind !== 'VizConfig') return 'v2alpha1';
    const [step] = objectsOf(objectOf(objectOf(data).spec).transformations);
    if (step !== undefined) return step.kind === 'Transformation' ? 'v2' : 'v2beta1';
  }
  return 'v2beta1';
}

const KNOWN_OF_TIME = [
  'timezone',
  'from',
  'to',
  'autoRefresh',
  'autoRefreshIntervals',
  'hideTimepicker',
  'weekStart',
  'fiscalYearStartMonth',
  'nowDelay',
];

const readTime = (time: Json): TimeSettings => ({
  from: textOf(time.from, 'now-6h'),
  to: textOf(time.to, 'now'),
  timeZone: textOf(time.timezone),
  refresh: textOf(time.autoRefresh),
  refreshIntervals: textsOf(time.autoRefreshIntervals),
  isHidden: time.hideTimepicker === true,
  weekStart: textOf(time.weekStart),
  fiscalYearStartMonth: numberOf(time.fiscalYearStartMonth) ?? 0,
  nowDelay: textOf(time.nowDelay),
  rest: without(time, KNOWN_OF_TIME),
});
