import { isExpression } from '../../../../data/expressions/expressions';
import type { SourceType } from '../../../../data/source';
import { type SourceRef, sourceOf } from '../../../../data/sources';
import { withRefIds } from '../../../../panels/ref-ids';
import type { PanelTarget } from '../../../../panels/run-panel';
import type { Variable } from '../../../../variables/variable';
import type { Panel } from '../../../model/dashboard';
import { textOf } from '../../../model/json';
import { EXPRESSION_KINDS, EXPRESSION_SOURCE } from '../expressions/expression-kinds';
import { QUERY_KINDS } from './query-kinds';

export const MIXED = '-- Mixed --';
export const DASHBOARD = '-- Dashboard --';

/** A data source that a panel or query can have, by the uid that stands in dashboards. */
export interface ListedSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
}

export const uidOf = (ref: SourceRef): string => (typeof ref === 'string' ? ref : (ref?.uid ?? ''));

/** The sources of the server, and the variables that stand for one. */
export function choicesOf(sources: readonly ListedSource[], variables: readonly Variable[]): readonly ListedSource[] {
  const ofVariables = variables
    .filter(({ type }) => type === 'datasource')
    .map(({ name, query }) => ({ uid: `\${${name}}`, name: `\${${name}}`, type: textOf(query) }));
  return [...sources, ...ofVariables];
}

/** The kind of source that a query asks; undefined for one that is not there. */
export function kindOf(ref: SourceRef): SourceType | undefined {
  try {
    return sourceOf(ref).type;
  } catch {
    return undefined;
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A letter, or later two, that no query of the panel has. */
export function nextRefId(targets: readonly PanelTarget[]): string {
  const taken = new Set(targets.map(({ refId }) => refId));
  const names = [...LETTERS, ...[...LETTERS].map((letter) => `A${letter}`)];
  return names.find((name) => !taken.has(name)) ?? `Q${targets.length + 1}`;
}

/** One more query, of the source of the panel. */
export function addTarget(panel: Panel): Panel {
  const targets = withRefIds(panel.targets ?? []);
  const isMixed = uidOf(panel.datasource) === MIXED;
  const last = targets.findLast((target) => !isExpression(target.datasource ?? null));
  const datasource = isMixed ? (last?.datasource ?? null) : panel.datasource;
  const kind = QUERY_KINDS[kindOf(datasource) ?? 'prometheus'];
  const target = { refId: nextRefId(targets), ...(datasource != null && { datasource }), ...kind?.initial };
  return { ...panel, targets: [...targets, target] };
}

/** One more expression, of what the panel asks so far. */
export function addExpression(panel: Panel): Panel {
  const targets = withRefIds(panel.targets ?? []);
  const refId = nextRefId(targets);
  const { initial } = EXPRESSION_KINDS.math!;
  return { ...panel, targets: [...targets, { refId, datasource: EXPRESSION_SOURCE, type: 'math', ...initial }] };
}

export function duplicateTarget(panel: Panel, at: number): Panel {
  const targets = withRefIds(panel.targets ?? []);
  return { ...panel, targets: targets.toSpliced(at + 1, 0, { ...targets[at]!, refId: nextRefId(targets) }) };
}

/** Another source for all queries; of `-- Mixed --` each keeps the one that it had. */
export function setPanelSource(panel: Panel, { uid, type }: Pick<ListedSource, 'uid' | 'type'>): Panel {
  const datasource = { type, uid };
  const before = panel.datasource;
  if (uid === MIXED) {
    const targets = panel.targets?.map((target) => ({ ...target, datasource: target.datasource ?? before ?? null }));
    return { ...panel, datasource, ...(targets && { targets }) };
  }
  const targets = (panel.targets ?? []).map((target) => setTargetSource(target, before, datasource));
  return { ...panel, datasource, targets };
}

/** A query of another source; an expression stays one. Its text goes with it; settings of another kind of source do not. */
export function setTargetSource(target: PanelTarget, panelSource: SourceRef, datasource: SourceRef): PanelTarget {
  if (isExpression(target.datasource ?? panelSource)) return target;
  const from = kindOf(target.datasource ?? panelSource);
  const to = kindOf(datasource);
  if (from === to) return { ...target, datasource };
  const text = textOf(target[QUERY_KINDS[from ?? 'prometheus']?.text ?? 'expr']);
  const kind = to === undefined ? undefined : QUERY_KINDS[to];
  const { refId = 'A', hide } = target;
  return {
    refId,
    ...(hide !== undefined && { hide }),
    datasource,
    ...kind?.initial,
    ...(kind && { [kind.text]: text }),
  };
}
