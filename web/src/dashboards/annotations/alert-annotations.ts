import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import type { Annotation } from '../model/dashboard';

/** Colours of the states in which an alert is to be seen. */
const STATES = [
  ['firing', 'red'],
  ['pending', 'yellow'],
] as const;

interface RulesAnswer {
  readonly data?: { readonly groups?: readonly { readonly rules?: readonly Rule[] }[] };
}

interface Rule {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The states of the alerting rules that say of themselves which panel they are of, as annotations of that panel. Rules say so
 * by the annotations `__dashboardUid__` and `__panelId__`.
 * https://grafana.com/docs/grafana/latest/alerting/alerting-rules/link-alert-rules-to-panels/
 */
export function useAlertAnnotations(uid: string): readonly Annotation[] {
  const { data = NONE } = useQuery({
    queryKey: ['alert-annotations', uid],
    queryFn: async ({ signal }) => {
      const path = '/api/datasources/proxy/uid/prometheus/api/v1/rules';
      const { data: found } = await callJson<RulesAnswer>(path, { query: { type: 'alert' }, signal });
      return alertAnnotations(uid, found?.groups?.flatMap(({ rules = [] }) => rules) ?? []);
    },
    enabled: uid !== '',
    staleTime: 60_000,
  });
  return data;
}

const NONE: readonly Annotation[] = [];

export function alertAnnotations(uid: string, rules: readonly Rule[]): readonly Annotation[] {
  return rules.flatMap(({ name, annotations = {} }) => {
    const panelId = Number(annotations.__panelId__);
    if (annotations.__dashboardUid__ !== uid || !Number.isInteger(panelId)) return [];
    return STATES.map(
      ([state, iconColor]): Annotation => ({
        name: `${name}: ${state}`,
        enable: true,
        hide: true,
        iconColor,
        datasource: { type: 'prometheus', uid: 'prometheus' },
        expr: `ALERTS{alertname=${JSON.stringify(name)}, alertstate="${state}"}`,
        titleFormat: `{{alertname}}: ${state}`,
        filter: { ids: [panelId] },
      }),
    );
  });
}
