import type { DataFrame } from '@grafana/data';
import { neededBy } from '../../../src/expressions/needed.js';
import { isExpression } from '../data/expressions/expressions';
import type { TargetAnswer } from '../data/source';
import type { SourceRef } from '../data/sources';
import { withRefIds } from './ref-ids';
import type { NamedTarget, PanelTarget } from './run-panel';

/** The targets of a panel that are asked: those that are shown, and hidden ones that a shown expression hangs on. */
export function askedTargets(targets: readonly PanelTarget[], datasource: SourceRef): readonly PanelTarget[] {
  const needed = neededBy(withRefIds(targets), calculatesFor(datasource));
  return targets.filter(({ hide, refId }) => hide !== true || (refId !== undefined && needed.has(refId)));
}

interface Split {
  /** For data sources; hidden ones that expressions need are to be asked too. */
  readonly plain: readonly NamedTarget[];
  readonly expressions: readonly NamedTarget[];
  /** What is asked for others only, and not drawn. */
  readonly hidden: ReadonlySet<string>;
}

/** The targets of a panel by who answers them. */
export function splitExpressions(targets: readonly NamedTarget[], datasource: SourceRef): Split {
  const calculates = calculatesFor(datasource);
  const needed = neededBy(targets, calculates);
  const used = targets.filter(({ hide, refId }) => hide !== true || needed.has(refId));
  const shown = used.map((target) => (target.hide === true ? { ...target, hide: false } : target));
  return {
    plain: shown.filter((target) => !calculates(target)),
    expressions: shown.filter(calculates),
    hidden: new Set(used.filter(({ hide }) => hide === true).map(({ refId }) => refId)),
  };
}

const calculatesFor =
  (datasource: SourceRef) =>
  (target: PanelTarget): boolean =>
    isExpression(target.datasource ?? datasource);

/** The frames that a query was answered with, undefined where the panel has no such query. Throws what it failed with. */
export function framesAnswered(answers: readonly TargetAnswer[], refId: string): readonly DataFrame[] | undefined {
  const own = answers.filter((answer) => answer.refId === refId);
  const failed = own.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
  return own.length === 0 ? undefined : own.flatMap(({ frames }) => frames);
}
