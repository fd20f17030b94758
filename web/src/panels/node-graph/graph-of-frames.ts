import {
  type DataFrame,
  type Field,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  textUtil,
} from '@grafana/data';
import type { GraphEdge, GraphNode } from '../../graph/graph';
import type { NodeGraphOptions } from './options';

export interface FramesGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * Nodes and edges of frames in the form of the node graph: an edge has `source` and `target`, a node only `id`. Without
 * nodes they are the ends of the edges. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/#data-api
 */
export function graphOfFrames(
  frames: readonly DataFrame[],
  options: NodeGraphOptions,
  theme: GrafanaTheme2,
): FramesGraph {
  const edges: GraphEdge[] = [];
  const nodes: GraphNode[] = [];
  for (const frame of frames) {
    const row = reader(frame, theme);
    const isOfEdges = row.has('source') && row.has('target');
    if (!isOfEdges && !row.has('id')) continue;
    for (let index = 0; index < frame.length; index++) {
      if (isOfEdges) edges.push(edgeOf(row, index, options.edges));
      else nodes.push(nodeOf(row, index, options.nodes, theme));
    }
  }
  return { nodes: nodes.length > 0 ? nodes : endsOf(edges), edges: distinct(edges) };
}

type Row = ReturnType<typeof reader>;

function reader(frame: DataFrame, theme: GrafanaTheme2) {
  const fields = new Map(frame.fields.map((field) => [field.name.toLowerCase(), field]));
  const written = (field: Field, index: number, unit?: string): string => {
    const config = unit ? { ...field.config, unit } : field.config;
    const display =
      unit || !field.display ? getDisplayProcessor({ field: { ...field, config }, theme }) : field.display;
    return formattedValueToString(display(field.values[index]));
  };
  const value = (name: string, index: number): unknown => fields.get(name)?.values[index];
  const isThere = (name: string, index: number) => value(name, index) !== undefined && value(name, index) !== null;
  return {
    fields: frame.fields,
    has: (name: string) => fields.has(name),
    field: (name: string) => fields.get(name.toLowerCase()),
    value,
    raw: (name: string, index: number) => (isThere(name, index) ? String(value(name, index)) : undefined),
    number: (name: string, index: number) => (isThere(name, index) ? finite(value(name, index)) : undefined),
    text: (name: string, index: number, unit?: string) =>
      isThere(name, index) && !Number.isNaN(value(name, index)) ? written(fields.get(name)!, index, unit) : undefined,
    written,
  };
}

const finite = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

function nodeOf(row: Row, index: number, options: NodeGraphOptions['nodes'], theme: GrafanaTheme2): GraphNode {
  const id = row.raw('id', index) ?? '';
  const color = colorOf(row, index, theme);
  return {
    id,
    title: row.text('title', index) ?? id,
    ...given('subtitle', row.text('subtitle', index)),
    ...given('mainStat', row.text('mainstat', index, options?.mainStatUnit)),
    ...given('secondaryStat', row.text('secondarystat', index, options?.secondaryStatUnit)),
    ...given('radius', row.number('noderadius', index)),
    ...given('color', color),
    ...given('href', linkOf(row, index)),
    isHighlighted: row.value('highlighted', index) === true,
    arcs: arcsOf(row, index, options?.arcs ?? [], theme),
    details: detailsOf(row, index),
  };
}

function edgeOf(row: Row, index: number, options: NodeGraphOptions['edges']): GraphEdge {
  const [source = '', target = ''] = [row.raw('source', index), row.raw('target', index)];
  return {
    id: row.raw('id', index) ?? `${source} ${target} ${index}`,
    source,
    target,
    ...given('mainStat', row.text('mainstat', index, options?.mainStatUnit)),
    ...given('secondaryStat', row.text('secondarystat', index, options?.secondaryStatUnit)),
    ...given('thickness', row.number('thickness', index)),
    ...given('color', row.raw('color', index)),
    ...given('dashes', row.raw('strokedasharray', index)),
    isHighlighted: row.value('highlighted', index) === true,
    details: detailsOf(row, index),
  };
}

const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined || value === '' ? {} : { [key]: value }) as { [P in K]?: V };

/** A colour by name, or of a number by the field's scheme. */
function colorOf(row: Row, index: number, theme: GrafanaTheme2): string | undefined {
  const value = row.value('color', index);
  if (typeof value === 'string') return theme.visualization.getColorByName(value);
  return typeof value === 'number' ? row.field('color')?.display?.(value).color : undefined;
}

function arcsOf(row: Row, index: number, chosen: NonNullable<NodeGraphOptions['nodes']>['arcs'], theme: GrafanaTheme2) {
  const fromOptions = (chosen ?? []).flatMap(({ field, color }) => {
    const found = field === undefined ? undefined : row.field(field);
    return found === undefined ? [] : [{ field: found, color }];
  });
  const fromNames = row.fields
    .filter(({ name }) => name.toLowerCase().startsWith('arc__'))
    .map((field) => ({ field, color: field.config.color?.fixedColor }));
  return (fromOptions.length > 0 ? fromOptions : fromNames).map(({ field, color }) => ({
    share: Math.min(1, Math.max(0, finite(field.values[index]) ?? 0)),
    color: theme.visualization.getColorByName(color ?? 'gray'),
    name: field.config.displayName ?? field.name.replace(/^arc__/i, ''),
  }));
}

const detailsOf = (row: Row, index: number): [string, string][] =>
  row.fields
    .filter(({ name }) => name.toLowerCase().startsWith('detail__'))
    .map((field) => [field.config.displayName ?? field.name.slice('detail__'.length), row.written(field, index)]);

function linkOf(row: Row, index: number): string | undefined {
  const field = row.field('id');
  if (!field?.config.links?.length) return undefined;
  const [link] = field.getLinks?.({ valueRowIndex: index }) ?? [];
  return link && textUtil.sanitizeUrl(link.href);
}

const endsOf = (edges: readonly GraphEdge[]): GraphNode[] =>
  [...new Set(edges.flatMap(({ source, target }) => [source, target]))].map((id) => ({ id, title: id }));

/** Ids of edges are keys. */
function distinct(edges: readonly GraphEdge[]): GraphEdge[] {
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()];
}
