import type { StateOptions } from '../../charts/states/options';

/** Options of the panel "state timeline" (documentation: "State timeline"). */
export interface StateTimelineOptions extends StateOptions {
  mergeValues?: boolean;
  alignValue?: 'left' | 'center' | 'right';
}
