import type { PanelTarget } from '../../../panels/run-panel';
import type { DashboardFormat, Panel } from '../dashboard';
import { defined, isEmpty, type Json, numberOf, objectOf, objectsOf, textOf, without } from '../json';
import { type ReadQuery, readDataQuery, writeDataQuery } from './data-query';

/** Of `queryOptions`, by the names that the classic JSON has for them in the panel. */
const QUERY_OPTIONS = [
  'timeFrom',
  'timeTo',
  'maxDataPoints',
  'timeShift',
  'queryCachingTTL',
  'interval',
  'cacheTimeout',
  'hideTimeOverride',
  'timeCompare',
];

/** What was not known in the parts of a panel; kept under this name in the panel, which no panel of Grafana's has. */
const REST = 'restOfV2';

interface Rest {
  readonly data?: Json;
  readonly vizConfig?: Json;
  readonly vizSpec?: Json;
}

/** An element of version 2 of the schema as a panel. */
export function readElement(element: Json): Panel {
  const spec = objectOf(element.spec);
  const id = numberOf(spec.id) ?? 0;
  const title = textOf(spec.title);
  if (element.kind === 'LibraryPanel') {
    return { ...spec, id, title, type: 'library-panel-ref' } as Panel;
  }
  const data = objectOf(objectOf(spec.data).spec);
  const viz = objectOf(spec.vizConfig);
  const vizSpec = objectOf(viz.spec);
  const isAlpha = viz.kind !== 'VizConfig';
  const rest: Rest = defined({
    data: kept(without(data, ['queries', 'transformations', 'queryOptions'])),
    vizConfig: kept(without(viz, ['kind', 'group', 'version', 'spec'])),
    vizSpec: kept(without(vizSpec, ['options', 'fieldConfig', 'pluginVersion'])),
  });
  const targets = objectsOf(data.queries).map(readTarget);
  return defined({
    ...without(spec, ['data', 'vizConfig']),
    ...objectOf(data.queryOptions),
    id,
    title,
    type: textOf(isAlpha ? viz.kind : viz.group),
    pluginVersion: textOf(isAlpha ? vizSpec.pluginVersion : viz.version) || undefined,
    options: objectOf(vizSpec.options),
    fieldConfig: { defaults: {}, overrides: [], ...objectOf(vizSpec.fieldConfig) },
    datasource: targets[0]?.datasource,
    targets,
    transformations: objectsOf(data.transformations).map(readTransformation),
    [REST]: kept(rest as Json),
  }) as Panel;
}

const kept = (rest: Json): Json | undefined => (isEmpty(rest) ? undefined : rest);

function readTarget(query: Json): PanelTarget {
  const spec = objectOf(query.spec);
  const { datasource, spec: fields, rest } = readDataQuery(objectOf(spec.query), spec.datasource);
  return defined({
    ...fields,
    refId: textOf(spec.refId),
    hide: spec.hidden === true || undefined,
    datasource,
    [REST]: kept(rest),
  }) as PanelTarget;
}

function readTransformation({ kind, group, spec }: Json): Json {
  const inner = objectOf(spec);
  return { id: textOf(kind === 'Transformation' ? group : (inner.id ?? kind)), ...inner };
}

/** A panel as an element of `format`. */
export function writeElement(panel: Panel, format: DashboardFormat): Json {
  if (panel.type === 'library-panel-ref' || (panel.libraryPanel !== undefined && panel.type === '')) {
    return { kind: 'LibraryPanel', spec: without(panel, ['type']) };
  }
  const rest = objectOf(panel[REST]) as Rest;
  const viz = { ...rest.vizSpec, options: panel.options ?? {}, fieldConfig: panel.fieldConfig ?? EMPTY };
  const { pluginVersion = '' } = panel;
  const vizConfig =
    format === 'v2alpha1'
      ? { ...rest.vizConfig, kind: panel.type, spec: { pluginVersion, ...viz } }
      : { ...rest.vizConfig, kind: 'VizConfig', group: panel.type, version: pluginVersion, spec: viz };
  const queryOptions = defined(Object.fromEntries(QUERY_OPTIONS.map((name) => [name, panel[name]])));
  return {
    kind: 'Panel',
    spec: {
      description: '',
      links: [],
      ...without(panel, [...QUERY_OPTIONS, ...OF_PARTS, REST]),
      data: {
        kind: 'QueryGroup',
        spec: {
          ...rest.data,
          queries: (panel.targets ?? []).map((target) => writeTarget(target, panel, format)),
          transformations: (panel.transformations ?? []).map((one) =>
            writeTransformation(one as unknown as Json, format),
          ),
          queryOptions,
        },
      },
      vizConfig,
    },
  };
}

const EMPTY = { defaults: {}, overrides: [] };

/** What stands in the parts of an element rather than in itself. */
const OF_PARTS = ['type', 'pluginVersion', 'options', 'fieldConfig', 'datasource', 'targets', 'transformations'];

function writeTarget(target: PanelTarget, panel: Panel, format: DashboardFormat): Json {
  const { refId = '', hide = false, datasource = panel.datasource, ...fields } = target;
  const query: ReadQuery = { datasource, spec: without(fields, [REST]), rest: objectOf(fields[REST]) };
  return { kind: 'PanelQuery', spec: { refId, hidden: hide, ...writeDataQuery(query, format) } };
}

function writeTransformation(step: Json, format: DashboardFormat): Json {
  const { id, ...spec } = step;
  return format === 'v2' ? { kind: 'Transformation', group: id, spec } : { kind: id, spec: { id, ...spec } };
}
