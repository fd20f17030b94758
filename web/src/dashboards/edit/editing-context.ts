import { createContext, useContext } from 'react';
import type { Dashboard } from '../model/dashboard';

/** The dashboard that is edited. */
export interface Editing {
  readonly dashboard: Dashboard;
  /** One step of the history; consecutive ones of the same `group` count as one. */
  readonly change: (change: (dashboard: Dashboard) => Dashboard, group?: string) => void;
  /** Read out to those who do not see it. */
  readonly announce: (text: string) => void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === undefined) throw new Error('a part of the editor is drawn outside of it');
  return editing;
}
