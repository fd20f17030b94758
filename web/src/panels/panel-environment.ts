import { type DataFrame, type EventBus, EventBusSrv, type ScopedVars, type TimeRange } from '@grafana/data';
import { createContext, useContext } from 'react';
import type { InterpolationContext } from '../variables/interpolate';
import type { PanelAnswer } from './run-panel';

/** What stands around panels: a dashboard, or a page that draws a few of them. */
export interface PanelEnvironment {
  /** Variables, and what the dashboard is called; time is added by each panel. */
  readonly variables: InterpolationContext['variables'];
  readonly dashboard?: InterpolationContext['dashboard'];
  /** Of repeated rows and panels. */
  readonly scopedVars: ScopedVars;
  /** Shared by the panels whose cross-hairs move together. */
  readonly eventBus: EventBus;
  /** Marks on time charts. */
  readonly annotations: readonly DataFrame[];
  /** Panels whose time ends now move on with the clock: `liveNow` of a dashboard. */
  readonly isLive?: boolean;
  /** The frames of another panel, for queries of `-- Dashboard --`. */
  readonly framesOfPanel?: (panelId: number) => Promise<readonly DataFrame[]>;
}

export const NO_ENVIRONMENT: PanelEnvironment = {
  variables: new Map(),
  scopedVars: {},
  eventBus: new EventBusSrv(),
  annotations: [],
};

export const PanelEnvironmentContext = createContext<PanelEnvironment>(NO_ENVIRONMENT);

export const usePanelEnvironment = (): PanelEnvironment => useContext(PanelEnvironmentContext);

/** Asks the panel's queries for other times than it shows, its transformations done. Throws only where `signal` aborts. */
export type AskRange = (range: TimeRange, signal: AbortSignal) => Promise<PanelAnswer>;

/** Undefined where a panel stands without queries. */
export const AskRangeContext = createContext<AskRange | undefined>(undefined);

export const useAskRange = (): AskRange | undefined => useContext(AskRangeContext);

/** A value in a panel that was chosen: a bar, a row, a point. */
export interface Pick {
  readonly frame: DataFrame;
  /** Index of the field in the frame, and of the row. */
  readonly field: number;
  readonly row: number;
}

/** Called by panels when a value is chosen; undefined where the page does nothing with it. */
export const PickContext = createContext<((pick: Pick) => void) | undefined>(undefined);

export const usePick = () => useContext(PickContext);
