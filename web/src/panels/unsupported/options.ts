import type { SourceRef } from '../../data/sources';
import type { PanelTarget } from '../run-panel';

export interface UnsupportedOptions {
  /** As the dashboard names it. */
  panelType?: string;
  /** As people call it. */
  panelTitle?: string;
  /** Its queries, whose results can be seen as a table. */
  panelTargets?: readonly PanelTarget[];
  panelDatasource?: SourceRef;
}
