import { parseGoBool, parseGoInt } from '../../lib/go-number.js';
import { labelPredicate } from '../../lib/label-predicate.js';
import { type Labels, labelValue } from '../../model/labels.js';
import type { ViewedRule } from '../../rules/rules-view.js';
import type { LabelMatcher } from '../../storage/interface.js';
import { first, type QueryParameters } from '../form-parameters.js';
import { type DataAnswer, json, jsonList } from './answer.js';
import { invalidParameter } from './parameters.js';
import type { PrometheusRequest } from './request.js';
import { alertJson, groupJson } from './rules-json.js';
import { pageOf, type RulesPage } from './rules-pages.js';
import { aboutParameter, matchParameters } from './selectors.js';

/** https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export async function rules({ context, parameters, tenant }: PrometheusRequest): Promise<DataAnswer> {
  const wanted = wantedRules(parameters);
  const hasAlerts = !excludesAlerts(parameters);
  const page = rulesPage(parameters);
  const isNamed = oneOf(parameters, 'rule_group[]');
  const isOfFile = oneOf(parameters, 'file[]');
  const all = context.rules?.groups(tenant, 'promql') ?? [];
  const { groups, next } = pageOf(
    all.filter(({ name, file, rules: own }) => isNamed(name) && isOfFile(file) && own.some(wanted)),
    page,
  );
  const shown = jsonList(groups, (group) => JSON.stringify(groupJson(group, group.rules.filter(wanted), hasAlerts)));
  return { data: dataOf(shown, next) };
}

function* dataOf(groups: Iterable<string>, next: string | undefined): Generator<string> {
  yield '{"groups":';
  yield* groups;
  yield next === undefined ? '}' : `,"groupNextToken":${JSON.stringify(next)}}`;
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#alerts */
export async function alerts({ context, tenant }: PrometheusRequest): Promise<DataAnswer> {
  const groups = context.rules?.groups(tenant, 'promql') ?? [];
  const found = groups.flatMap((group) => group.rules.flatMap(({ alerting }) => alerting?.alerts ?? []));
  return json({ alerts: found.map(alertJson) });
}

/** Whether a rule is one of those that `type`, `rule_name[]` and `match[]` ask for. */
function wantedRules(parameters: QueryParameters): (rule: ViewedRule) => boolean {
  const selectors = aboutParameter('match[]', () => matchParameters(parameters)).map(predicateOf);
  const type = (first(parameters, 'type') ?? '').toLowerCase();
  if (!['', 'alert', 'record'].includes(type)) {
    throw invalidParameter('type', `not supported value ${JSON.stringify(type)}`);
  }
  const isNamed = oneOf(parameters, 'rule_name[]');
  return ({ name, labels, alerting }) =>
    (type === '' || (type === 'alert') === (alerting !== undefined)) &&
    isNamed(name) &&
    (selectors.length === 0 || selectors.some((matches) => matches(labels)));
}

/** True of the values of a parameter; of all where it has none. */
function oneOf(parameters: QueryParameters, name: string): (value: string) => boolean {
  const values = parameters.get(name) ?? [];
  return (value) => values.length === 0 || values.includes(value);
}

function predicateOf(matchers: readonly LabelMatcher[]): (labels: Labels) => boolean {
  const predicates = matchers.map(({ name, op, value }) => ({ name, meets: labelPredicate(op, value) }));
  return (labels) => predicates.every(({ name, meets }) => meets(labelValue(labels, name)));
}

function excludesAlerts(parameters: QueryParameters): boolean {
  const excludes = first(parameters, 'exclude_alerts') ?? '';
  if (excludes === '') return false;
  const value = parseGoBool(excludes);
  if (value !== undefined) return value;
  throw invalidParameter(
    'exclude_alerts',
    `error converting exclude_alerts: strconv.ParseBool: parsing ${JSON.stringify(excludes)}: invalid syntax`,
  );
}

function rulesPage(parameters: QueryParameters): RulesPage {
  const groupLimit = first(parameters, 'group_limit') ?? '';
  const token = first(parameters, 'group_next_token') ?? '';
  if (groupLimit === '') {
    if (token === '') return { limit: undefined, token };
    throw invalidParameter('group_next_token', 'group_limit needs to be present in order to paginate over the groups');
  }
  const limit = parseGoInt(groupLimit);
  if ('problem' in limit) {
    throw invalidParameter('group_limit', `group_limit needs to be a valid number: strconv.ParseInt: ${limit.problem}`);
  }
  if (limit.value <= 0) throw invalidParameter('group_limit', 'group_limit needs to be greater than 0');
  return { limit: limit.value, token };
}
