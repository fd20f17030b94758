import { sourceKind } from '../../data/sources';
import type { Dashboard } from '../model/dashboard';
import { isObject, type Json } from '../model/json';
import { writeDashboard } from '../model/read-dashboard';

/** What stands for a data source that whoever imports the dashboard chooses. */
interface Input {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'datasource';
  readonly pluginId: string;
  readonly pluginName: string;
}

const TITLES: Readonly<Record<string, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  tempo: 'Tempo',
  alertmanager: 'Alertmanager',
};

/**
 * The JSON to be shared with others: its data sources are inputs (`__inputs`, `${DS_PROMETHEUS}`) which they fill in, and what
 * names it on this server is gone. Dashboards of schema v2 have no inputs and keep the names of their sources.
 */
export function sharedJson(dashboard: Dashboard): Json {
  const { id: _, version: __, ...model } = writeDashboard(dashboard);
  if (dashboard.format !== 'classic') return model;
  const kinds = new Set<string>();
  const opened = withInputs(model, kinds) as Json;
  const inputs = [...kinds].sort().map(inputOf);
  return inputs.length === 0 ? opened : { __inputs: inputs, ...opened, id: null };
}

const inputName = (kind: string): string => `DS_${kind.toUpperCase()}`;

const inputOf = (kind: string): Input => ({
  name: inputName(kind),
  label: TITLES[kind]!,
  description: '',
  type: 'datasource',
  pluginId: kind,
  pluginName: TITLES[kind]!,
});

/** Every `datasource` that names one of ours gives way to its input; variables and special ones stay. */
function withInputs(value: unknown, kinds: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withInputs(one, kinds));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const kind = name === 'datasource' ? kindOf(one) : undefined;
      if (kind === undefined) return [name, withInputs(one, kinds)];
      kinds.add(kind);
      return [name, { type: kind, uid: `\${${inputName(kind)}}` }];
    }),
  );
}

function kindOf(reference: unknown): string | undefined {
  const uid = isObject(reference) ? reference.uid : reference;
  const type = isObject(reference) ? reference.type : undefined;
  if (typeof uid !== 'string' || uid.includes('$') || uid.startsWith('-- ')) return undefined;
  const kind = sourceKind(typeof type === 'string' ? type : uid);
  return kind !== undefined && Object.hasOwn(TITLES, kind) ? kind : undefined;
}
