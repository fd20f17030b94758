import { alertmanagerSettings } from './alertmanager.js';
import { lokiRuntimeSettings, lokiSettings } from './loki.js';
import { mimirRuntimeSettings, mimirSettings } from './mimir.js';
import { prometheusSettings, ruleFileSettings } from './prometheus.js';
import type { SettingsTable } from './rules.js';
import { tempoSettings } from './tempo.js';
import { tempoRuntimeSettings } from './tempo-overrides.js';

/** A kind of file that is taken as it is. */
export interface OriginalSystem {
  /** As it stands in the metric `quartet_config_unknown_settings_total`. */
  readonly name:
    | 'prometheus'
    | 'loki'
    | 'loki_runtime'
    | 'tempo'
    | 'tempo_runtime'
    | 'mimir'
    | 'mimir_runtime'
    | 'alertmanager'
    | 'prometheus_rules';
  readonly title: string;
  readonly table: SettingsTable;
  /** The setting that names such a file. */
  readonly setting?: 'prometheusConfig' | 'lokiConfig' | 'tempoConfig' | 'mimirConfig' | 'alertmanagerConfig';
  /** Environment variables are replaced, as the system does under `-config.expand-env`. */
  readonly expandsEnvironment: boolean;
}

/** The files of limits for single tenants. */
export const MIMIR_RUNTIME: OriginalSystem = {
  name: 'mimir_runtime',
  title: 'Mimir',
  table: mimirRuntimeSettings,
  expandsEnvironment: false,
};

export const LOKI_RUNTIME: OriginalSystem = {
  name: 'loki_runtime',
  title: 'Loki',
  table: lokiRuntimeSettings,
  expandsEnvironment: false,
};

export const TEMPO_RUNTIME: OriginalSystem = {
  name: 'tempo_runtime',
  title: 'Tempo',
  table: tempoRuntimeSettings,
  expandsEnvironment: false,
};

/** Where two of these give one setting different values, the earlier one is used. */
export const ORIGINAL_SYSTEMS: readonly OriginalSystem[] = [
  {
    name: 'prometheus',
    title: 'Prometheus',
    table: prometheusSettings,
    setting: 'prometheusConfig',
    expandsEnvironment: false,
  },
  { name: 'loki', title: 'Loki', table: lokiSettings, setting: 'lokiConfig', expandsEnvironment: true },
  LOKI_RUNTIME,
  { name: 'tempo', title: 'Tempo', table: tempoSettings, setting: 'tempoConfig', expandsEnvironment: true },
  TEMPO_RUNTIME,
  { name: 'mimir', title: 'Mimir', table: mimirSettings, setting: 'mimirConfig', expandsEnvironment: true },
  MIMIR_RUNTIME,
  {
    name: 'alertmanager',
    title: 'Alertmanager',
    table: alertmanagerSettings,
    setting: 'alertmanagerConfig',
    expandsEnvironment: false,
  },
  { name: 'prometheus_rules', title: 'Prometheus rule files', table: ruleFileSettings, expandsEnvironment: false },
];
