import type { DataFrame, EventBus, FieldConfigSource, PanelData } from '@grafana/data';
import { createContext, useContext } from 'react';
import type { MenuItem } from '../../controls/menu';
import type { PanelAnswer } from '../../panels/run-panel';
import type { Dashboard, Panel } from '../model/dashboard';
import type { Answers } from './answers';
import type { LibraryElement } from './use-library-panel';

/** What the server knows of a dashboard beside its JSON. */
export interface DashboardMeta {
  readonly url?: string;
  readonly canSave?: boolean;
  readonly canEdit?: boolean;
  readonly isStarred?: boolean;
  readonly folderTitle?: string;
  readonly folderUid?: string;
  readonly provisioned?: boolean;
  readonly version?: number;
  readonly [field: string]: unknown;
}

export interface DrawnPanel {
  readonly data: PanelData;
  readonly answer: PanelAnswer;
}

/** The open dashboard, for all that is drawn of it. It changes only when the dashboard itself is changed. */
export interface OpenDashboard {
  readonly dashboard: Dashboard;
  readonly meta: DashboardMeta;
  readonly eventBus: EventBus;
  readonly answers: Answers;
  /** Annotations that a panel shows, by its id. */
  readonly annotationsOf: (panelId: number) => readonly DataFrame[];
  /** Whether all legends are hidden. */
  readonly hidesLegends: boolean;
  /** More entries in the menu of a panel: those of the editor. */
  readonly menuItems?: ((panel: Panel, key: string) => readonly MenuItem[]) | undefined;
  /** Takes what is changed in a panel itself, such as the series of its legend; kept by the panel alone without it. */
  readonly onOverrides?: TakeOverrides | undefined;
}

export type TakeOverrides = (
  name: string,
  element: LibraryElement | undefined,
  overrides: FieldConfigSource['overrides'],
) => void;

export const OpenDashboardContext = createContext<OpenDashboard | undefined>(undefined);

export function useOpenDashboard(): OpenDashboard {
  const open = useContext(OpenDashboardContext);
  if (open === undefined) throw new Error('a part of a dashboard is drawn outside of one');
  return open;
}
