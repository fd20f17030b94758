import type { StateOptions } from '../../charts/states/options';

/** Options of the panel "status history" (documentation: "Status history"). */
export interface StatusHistoryOptions extends StateOptions {
  /** Part of the distance between two times that a box takes, 0 to 1. */
  colWidth?: number;
}
