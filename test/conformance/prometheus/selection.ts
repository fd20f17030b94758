import { listFrom, type Selection, selectionFrom } from '../selection.js';
import { FLAG_SET_NAMES, type FlagSetName } from './flag-sets.js';

/** Which cases are run against which server. */
export interface PrometheusSelection extends Selection {
  readonly flagSets: readonly FlagSetName[];
}

export function prometheusSelectionFrom(env: NodeJS.ProcessEnv): PrometheusSelection {
  const asked = listFrom(env, 'FLAGS');
  const flagSets = FLAG_SET_NAMES.filter((name) => asked.length === 0 || asked.includes(name));
  return { ...selectionFrom(env, 'prometheus'), flagSets };
}
