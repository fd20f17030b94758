import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';
import type { SourceRef } from '../../data/sources';
import type { PanelTarget } from '../../panels/run-panel';
import type { Variable } from '../../variables/variable';
import type { Json } from './json';
import type { Layout } from './layout';

/** Which of Grafana's shapes a dashboard was written in, and is written back in. */
export type DashboardFormat = 'classic' | 'v2alpha1' | 'v2beta1' | 'v2';

/** A dashboard in one shape, whichever it was written in. What is not known here is in the `rest` of where it stood. */
export interface Dashboard {
  readonly format: DashboardFormat;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly isEditable: boolean;
  readonly time: TimeSettings;
  readonly graphTooltip: 'off' | 'crosshair' | 'tooltip';
  readonly isLiveNow: boolean;
  readonly links: readonly DashboardLink[];
  readonly annotations: readonly Annotation[];
  readonly variables: readonly Variable[];
  /** Panels by the name under which the layout has them. */
  readonly panels: Readonly<Record<string, Panel>>;
  readonly layout: Layout;
  /** What was changed here of panels of the library, by their uid; it is stored in the library and not with the dashboard. */
  readonly sharedDrafts?: Readonly<Record<string, SharedDraft>>;
  readonly rest: Json;
}

/** A panel of the library with changes that are not stored yet. */
export interface SharedDraft {
  readonly name: string;
  /** Of the library's panel when the first change was made: it is stored only while nobody else changed it. */
  readonly version: number;
  /** The panel without what is a dashboard's own. */
  readonly model: Json;
}

export interface TimeSettings {
  readonly from: string;
  readonly to: string;
  /** An IANA name, `utc` or `browser`; empty for the default. */
  readonly timeZone: string;
  /** `''` for none, else as `30s`. */
  readonly refresh: string;
  readonly refreshIntervals: readonly string[];
  readonly isHidden: boolean;
  readonly weekStart: string;
  /** 0 January. */
  readonly fiscalYearStartMonth: number;
  /** The last of it is left out of ranges that end now: `1m`. */
  readonly nowDelay: string;
  /** What else stood beside them. */
  readonly rest: Json;
}

/** A panel as the classic JSON has it, without its place. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly datasource?: SourceRef;
  readonly targets?: readonly PanelTarget[];
  readonly transformations?: readonly DataTransformerConfig[];
  readonly options?: object;
  readonly fieldConfig?: FieldConfigSource;
  readonly pluginVersion?: string;
  readonly links?: readonly PanelLink[];
  /** Its content is kept elsewhere, for several dashboards. */
  readonly libraryPanel?: { readonly uid: string; readonly name: string };
  readonly interval?: string;
  readonly maxDataPoints?: number;
  /** Its own length of time, up to the end of the dashboard's: `1h`. */
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly hideTimeOverride?: boolean;
  readonly [field: string]: unknown;
}

interface PanelLink {
  readonly title?: string;
  readonly url?: string;
  readonly targetBlank?: boolean;
  readonly [field: string]: unknown;
}

export interface DashboardLink {
  /** `dashboards`: all with one of the tags. */
  readonly type: 'link' | 'dashboards';
  readonly title: string;
  readonly url?: string;
  readonly tooltip?: string;
  readonly icon?: string;
  readonly tags?: readonly string[];
  readonly asDropdown?: boolean;
  readonly targetBlank?: boolean;
  readonly includeVars?: boolean;
  readonly keepTime?: boolean;
  readonly [field: string]: unknown;
}

/** A query whose events are drawn over the charts. */
export interface Annotation {
  readonly name: string;
  readonly enable: boolean;
  readonly hide?: boolean;
  readonly iconColor?: string;
  readonly builtIn?: number;
  readonly datasource?: SourceRef;
  /** The panels that have or do not have them. */
  readonly filter?: { readonly exclude?: boolean; readonly ids: readonly number[] };
  readonly target?: Json;
  readonly [field: string]: unknown;
}
