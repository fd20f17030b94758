import { parseGoInt } from '../../lib/go-number.js';
import { first } from '../form-parameters.js';
import { type DataAnswer, json } from './answer.js';
import { badData } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { anyMatchParameters } from './selectors.js';

/** Targets as `state` asks for them. https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
export async function targets({ parameters }: PrometheusRequest): Promise<DataAnswer> {
  const state = (first(parameters, 'state') ?? '').toLowerCase();
  const showsDropped = state === '' || state === 'any' || state === 'dropped';
  return json({ activeTargets: [], droppedTargets: [], droppedTargetCounts: showsDropped ? {} : null });
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-target-metadata */
export async function targetsMetadata({ parameters }: PrometheusRequest): Promise<DataAnswer> {
  const limit = first(parameters, 'limit') ?? '';
  if (limit !== '' && 'problem' in parseGoInt(limit)) throw badData('limit must be a number');
  if ((first(parameters, 'match_target') ?? '') !== '') anyMatchParameters(parameters, 'match_target');
  return json([]);
}

export const scrapePools = async (): Promise<DataAnswer> => json({ scrapePools: [] });

/** https://prometheus.io/docs/prometheus/latest/querying/api/#alertmanagers */
export const alertmanagers = async (): Promise<DataAnswer> =>
  json({ activeAlertmanagers: [], droppedAlertmanagers: [] });
