import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTime } from '../time/time-context';
import {
  askAlerts,
  askConfiguration,
  askExplanation,
  askGroups,
  askRouting,
  askSilenceChanges,
  askSilences,
} from './alerting-api';
import { askRules } from './rules/rule';

/** Asked anew with each refresh of the page. */
function useAlerting<T>(key: QueryKey, ask: (signal: AbortSignal) => Promise<T>, isAsked = true) {
  const { tick } = useTime();
  return useQuery({
    queryKey: ['alerting', ...key, tick],
    queryFn: ({ signal }) => ask(signal),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  });
}

export const useAlertGroups = () => useAlerting(['groups'], askGroups);
export const useRules = () => useAlerting(['rules'], askRules);
export const useSilences = () => useAlerting(['silences'], askSilences);
export const useRouting = () => useAlerting(['routing'], askRouting);
export const useConfiguration = () => useAlerting(['configuration'], askConfiguration);
export const useSilenceChanges = () => useAlerting(['changes'], askSilenceChanges);

/** Alerts that matchers as `severity="critical"` all match. */
export const useMatchingAlerts = (filter: readonly string[], isAsked: boolean) =>
  useAlerting(['matching', filter], (signal) => askAlerts(signal, filter), isAsked);

export const useExplanation = (labels: string) =>
  useAlerting(['explanation', labels], (signal) => askExplanation(labels, signal), labels.trim() !== '');

/** Reads all of it again: after a change. */
export function useAlertingChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['alerting'] });
}
