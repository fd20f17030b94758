import { type DataFrame, FieldType, type Labels } from '@grafana/data';
import { answerEach, textOf } from '../answers';
import { askSource } from '../ask';
import { field, frameOf } from '../frames';
import type { DataSource } from '../source';

interface Alert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status?: { readonly state?: string };
}

/** The Alertmanager's alerts as a table. https://prometheus.io/docs/alerting/latest/alerts_api/ */
export function alertmanagerSource(uid: string): DataSource {
  const alerts = async (filter: string, signal: AbortSignal) => {
    const query = { ...(filter !== '' && { filter: filter.split(/,(?=\s*\w+\s*[!=])/) }) };
    const answer = await askSource<readonly Alert[]>(uid, 'api/v2/alerts', query, { signal });
    if (!Array.isArray(answer))
      throw new Error('the server did not answer as the Alertmanager does: no list of alerts');
    return answer as readonly Alert[];
  };
  return {
    type: 'alertmanager',
    uid,
    query: (request) =>
      answerEach(request, async (target) => ({
        frames: [alertFrame(await alerts(textOf(target, 'expr'), request.signal), target.refId)],
      })),
    variableValues: async (query, _range, signal) => {
      const name = /label_values\(\s*(\w+)\s*\)/.exec(String(query))?.[1] ?? String(query);
      const values = (await alerts('', signal)).flatMap(({ labels }) => labels[name] ?? []);
      return [...new Set(values)].sort().map((text) => ({ text, value: text }));
    },
    annotations: async (query, request) => {
      const { from, to } = request.range;
      const found = await alerts(textOf(query, 'expr'), request.signal);
      return found
        .map((alert) => ({ ...alert, time: Date.parse(alert.startsAt), timeEnd: Date.parse(alert.endsAt) }))
        .filter(({ time, timeEnd }) => time <= to.valueOf() && timeEnd >= from.valueOf())
        .map(({ labels, annotations, time, timeEnd }) => ({
          time,
          timeEnd: Math.min(timeEnd, to.valueOf()),
          isRegion: true,
          title: labels.alertname ?? '',
          text: annotations.summary ?? annotations.description ?? '',
          tags: Object.values(labels),
        }));
    },
  };
}

function alertFrame(alerts: readonly Alert[], refId: string): DataFrame {
  const names = [...new Set(alerts.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return frameOf(
    refId,
    [
      field(
        'Time',
        FieldType.time,
        alerts.map(({ startsAt }) => Date.parse(startsAt)),
      ),
      field(
        'State',
        FieldType.string,
        alerts.map(({ status }) => status?.state ?? ''),
      ),
      ...names.map((name) =>
        field(
          name,
          FieldType.string,
          alerts.map(({ labels }) => labels[name] ?? ''),
        ),
      ),
      field(
        'Summary',
        FieldType.string,
        alerts.map(({ annotations }) => annotations.summary ?? ''),
      ),
    ],
    { preferredVisualisationType: 'table' },
  );
}
