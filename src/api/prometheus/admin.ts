import { QuartetError } from '../../model/errors.js';
import { type Answer, json, NO_CONTENT } from './answer.js';
import type { PrometheusContext } from './context.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { aboutParameter, matchParameters, rangeParameters } from './selectors.js';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-admin-apis */
export async function deleteSeries(request: PrometheusRequest): Promise<Answer> {
  const { context, parameters, tenant, limits } = request;
  const admin = enabled(context);
  if (!parameters.has('match[]')) throw badData('no match[] parameter provided');
  const range = rangeParameters(parameters);
  const selectors = aboutParameter('match[]', () => matchParameters(parameters));
  for (const matchers of selectors) await admin.deleteSeries(tenant, matchers, range, limits);
  return NO_CONTENT;
}

export async function cleanTombstones({ context }: PrometheusRequest): Promise<Answer> {
  await enabled(context).cleanTombstones();
  return NO_CONTENT;
}

export async function snapshot({ context }: PrometheusRequest): Promise<Answer> {
  return json({ name: await enabled(context).snapshot() });
}

function enabled({ admin }: PrometheusContext): NonNullable<PrometheusContext['admin']> {
  if (admin === undefined) throw new QuartetError('unavailable', 'admin APIs disabled');
  return admin;
}
