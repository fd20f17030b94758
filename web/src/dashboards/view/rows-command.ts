import { createContext, useContext } from 'react';

/** That all rows be opened or closed; each is a new object. */
export interface RowsCommand {
  readonly opens: boolean;
}

export const RowsCommandContext = createContext<RowsCommand | undefined>(undefined);

export const useRowsCommand = (): RowsCommand | undefined => useContext(RowsCommandContext);
