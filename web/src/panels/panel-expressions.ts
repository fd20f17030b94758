import type { DataFrame } from '@grafana/data';
import { inputsOf } from '../../../src/expressions/kinds.js';
import { isExpression } from '../data/expressions/expressions';
import type { Target, TargetAnswer } from '../data/source';
import type { SourceRef } from '../data/sources';
import { withRefIds } from './ref-ids';
import type { NamedTarget, PanelTarget } from './run-panel';

/** The targets of a panel that are asked: those that are shown, and hidden ones that a shown expression hangs on. */
export function askedTargets(targets: readonly PanelTarget[], datasource: SourceRef): readonly PanelTarget[] {
  const needed = neededBy(withRefIds(targets), datasource);
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
  const needed = neededBy(targets, datasource);
  const used = targets.filter(({ hide, refId }) => hide !== true || needed.has(refId));
  const shown = used.map((target) => (target.hide === true ? { ...target, hide: false } : target));
  const calculates = (target: NamedTarget) => isExpression(target.datasource ?? datasource);
  return {
    plain: shown.filter((target) => !calculates(target)),
    expressions: shown.filter(calculates),
    hidden: new Set(used.filter(({ hide }) => hide === true).map(({ refId }) => refId)),
  };
}

/** What the expressions that are shown hang on, directly and through others. */
function neededBy(targets: readonly NamedTarget[], datasource: SourceRef): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (target: NamedTarget): void => {
    if (!isExpression(target.datasource ?? datasource)) return;
    for (const refId of inputsOf(target as Target)) {
      if (needed.has(refId)) continue;
      needed.add(refId);
      const input = targets.find((one) => one.refId === refId);
      if (input !== undefined) need(input);
    }
  };
  for (const target of targets) if (target.hide !== true) need(target);
  return needed;
}

/** The frames that a query was answered with, undefined where the panel has no such query. Throws what it failed with. */
export function framesAnswered(answers: readonly TargetAnswer[], refId: string): readonly DataFrame[] | undefined {
  const own = answers.filter((answer) => answer.refId === refId);
  const failed = own.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
  return own.length === 0 ? undefined : own.flatMap(({ frames }) => frames);
}
