import { parseGoBool, parseGoInt } from '../../lib/go-number.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { type DataAnswer, json } from './answer.js';
import { invalidParameter } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { aboutParameter, matchParameters } from './selectors.js';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export async function rules({ parameters }: PrometheusRequest): Promise<DataAnswer> {
  checkRuleParameters(parameters);
  return json({ groups: [] });
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#alerts */
export const alerts = async (): Promise<DataAnswer> => json({ alerts: [] });

function checkRuleParameters(parameters: QueryParameters): void {
  aboutParameter('match[]', () => matchParameters(parameters));
  const type = (first(parameters, 'type') ?? '').toLowerCase();
  if (!['', 'alert', 'record'].includes(type)) {
    throw invalidParameter('type', `not supported value ${JSON.stringify(type)}`);
  }
  const excludes = first(parameters, 'exclude_alerts') ?? '';
  if (excludes !== '' && parseGoBool(excludes) === undefined) {
    throw invalidParameter(
      'exclude_alerts',
      `error converting exclude_alerts: strconv.ParseBool: parsing ${JSON.stringify(excludes)}: invalid syntax`,
    );
  }
  checkPages(first(parameters, 'group_limit') ?? '', first(parameters, 'group_next_token') ?? '');
}

function checkPages(groupLimit: string, nextToken: string): void {
  if (groupLimit === '') {
    if (nextToken === '') return;
    throw invalidParameter('group_next_token', 'group_limit needs to be present in order to paginate over the groups');
  }
  const limit = parseGoInt(groupLimit);
  if ('problem' in limit) {
    throw invalidParameter('group_limit', `group_limit needs to be a valid number: strconv.ParseInt: ${limit.problem}`);
  }
  if (limit.value <= 0) throw invalidParameter('group_limit', 'group_limit needs to be greater than 0');
  if (nextToken !== '') {
    throw invalidParameter(
      'group_next_token',
      `invalid group_next_token ${JSON.stringify(nextToken)}. were rule groups changed?`,
    );
  }
}
