import type { AnnotationEvent } from '@grafana/data';
import { callJson } from '../../api/http';
import { answerEach, numberOf, textOf } from '../answers';
import type { DataSource } from '../source';

/**
 * `-- Grafana --`: annotations that are stored with dashboards. Its test data (random walk, live streams, snapshots in the
 * query) is no data of this server and says so.
 */
export const grafanaSource: DataSource = {
  type: 'grafana',
  uid: 'grafana',
  query: (request) =>
    answerEach(request, (target) => {
      const kind = textOf(target, 'queryType') || 'randomWalk';
      throw new Error(`the source "-- Grafana --" has no query of the type "${kind}" here: choose a data source`);
    }),
  variableValues: () => Promise.reject(new Error('the source "-- Grafana --" has no values for variables')),
  annotations: async (query, { range, signal }) => {
    const wanted = { ...query, ...(query.target as object | undefined) };
    const isByTag = textOf(wanted, 'type') === 'tags';
    const tags = Array.isArray(wanted.tags) ? wanted.tags.map(String) : [];
    if (isByTag && tags.length === 0) return [];
    const dashboard = textOf(wanted, 'dashboardUID');
    return await callJson<AnnotationEvent[]>('/api/annotations', {
      query: {
        from: range.from.valueOf(),
        to: range.to.valueOf(),
        limit: numberOf(wanted, 'limit') ?? 100,
        ...(isByTag ? { tags, matchAny: wanted.matchAny === true } : dashboard !== '' && { dashboardUID: dashboard }),
      },
      signal,
    });
  },
};
