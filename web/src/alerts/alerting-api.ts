import { callJson } from '../api/http';
import { askSource } from '../data/ask';
import type { Labels } from '../data/samples/ask-samples';

/** An alert of the Alertmanager: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (gettableAlert) */
export interface Alert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL?: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: 'active' | 'suppressed' | 'unprocessed';
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
    readonly mutedBy?: readonly string[];
  };
}

export interface AlertGroup {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly Alert[];
}

export interface SilenceMatcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export interface Silence {
  readonly id: string;
  readonly status: { readonly state: 'active' | 'pending' | 'expired' };
  readonly matchers: readonly SilenceMatcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export type PostedSilence = Pick<Silence, 'matchers' | 'startsAt' | 'endsAt' | 'createdBy' | 'comment'> & {
  /** Of the one that is edited. */
  readonly id?: string;
};

/** Whom an alert would reach: `GET /api/quartet/v1/alerts/explain`. */
export interface Explanation {
  readonly labels: Labels;
  readonly silencedBy: readonly Silence[];
  readonly inhibitedBy: readonly { readonly fingerprint: string; readonly labels: Labels }[];
  readonly routes: readonly {
    readonly receiver: string;
    readonly path: readonly string[];
    readonly routeId: string;
    readonly groupKey: string;
    readonly groupLabels: Labels;
    readonly groupExists: boolean;
    readonly mutedBy: readonly string[];
    readonly groupWait: string;
    readonly groupInterval: string;
    readonly repeatInterval: string;
    readonly nextFlush: string;
    readonly notifiesAt: string | null;
  }[];
}

/** A node of the routing tree, with what it takes from those above it. Times as in `alertmanager.yml`: `4h`. */
export interface RoutingNode {
  readonly id: string;
  readonly receiver: string;
  readonly matchers: readonly SilenceMatcher[];
  /** `...`: by all labels. */
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly continue: boolean;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  /** Those that mute it now. */
  readonly mutedBy: readonly string[];
  /** Of this node alone. */
  readonly groups: number;
  readonly alerts: number;
  readonly suppressed: number;
  readonly nextFlush: string | null;
  readonly routes: readonly RoutingNode[];
}

export interface Receiver {
  readonly name: string;
  /** Whether a route leads to it. */
  readonly isRouted: boolean;
  readonly integrations: readonly {
    readonly name: string;
    readonly index: number;
    readonly sendResolved: boolean;
    /** When it last took a notification. */
    readonly notifiedAt: string | null;
    /** Since the program started; its error is null where it succeeded. */
    readonly lastAttempt: { readonly at: string; readonly error: string | null } | null;
  }[];
}

/** `GET /api/quartet/v1/alerts/routing`. */
interface Routing {
  readonly route: RoutingNode;
  readonly receivers: readonly Receiver[];
}

export interface SilenceChange {
  readonly change: string;
  readonly at: string;
  readonly by: string;
  readonly why: string;
  readonly silence: Silence;
}

const PROXY = '/api/datasources/proxy/uid/alertmanager/api/v2';

type Filters = readonly string[];

const ask = <T>(path: string, signal: AbortSignal, filter: Filters = []) =>
  askSource<T>('alertmanager', `api/v2/${path}`, filter.length > 0 ? { filter } : {}, { signal });

export const askGroups = (signal: AbortSignal) => ask<readonly AlertGroup[]>('alerts/groups', signal);
/** Alerts whose labels meet all of `filter`: `severity="critical"`. */
export const askAlerts = (signal: AbortSignal, filter: Filters = []) => ask<readonly Alert[]>('alerts', signal, filter);
export const askSilences = (signal: AbortSignal) => ask<readonly Silence[]>('silences', signal);
export const askRouting = (signal: AbortSignal) => callJson<Routing>('/api/quartet/v1/alerts/routing', { signal });
export const askConfiguration = async (signal: AbortSignal): Promise<string> =>
  (await ask<{ readonly config: { readonly original: string } }>('status', signal)).config.original;

export const askExplanation = (labels: string, signal: AbortSignal) =>
  callJson<Explanation>('/api/quartet/v1/alerts/explain', { query: { labels }, signal });

export const askSilenceChanges = async (signal: AbortSignal) =>
  (
    await callJson<{ readonly records: readonly SilenceChange[] }>('/api/quartet/v1/silences/audit', {
      query: { limit: 100 },
      signal,
    })
  ).records;

/** The id of the silence. */
export const saveSilence = async (silence: PostedSilence): Promise<string> =>
  (await callJson<{ readonly silenceID: string }>(`${PROXY}/silences`, { method: 'POST', body: silence })).silenceID;

export const expireSilence = (id: string): Promise<void> =>
  callJson(`${PROXY}/silence/${encodeURIComponent(id)}`, { method: 'DELETE' });
