import type { GroupView } from '../../alerting/views.js';
import { compareLabels, labelsToObject } from '../../model/labels.js';
import { jsonList } from '../prometheus/answer.js';
import { alertFilter, alertJson, byFingerprint } from './alerts.js';
import { receiverFilter, shows } from './parameters.js';
import type { AlertmanagerRequest, Answer } from './request.js';

/**
 * Groups with those of their alerts that are asked for, by labels, then by receiver.
 * https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (getAlertGroups)
 */
export async function getAlertGroups({ alertmanager, parameters }: AlertmanagerRequest): Promise<Answer> {
  const isShown = alertFilter(parameters);
  const isMutedShown = shows(parameters, 'muted');
  const isWanted = receiverFilter(parameters);
  const groups = (await alertmanager.groups())
    .filter(({ receiver }) => isWanted(receiver))
    .map((group) => ({
      ...group,
      alerts: group.alerts.filter((alert) => (isMutedShown || alert.mutedBy.length === 0) && isShown(alert)),
    }))
    .filter(({ alerts }) => alerts.length > 0);
  return jsonList(groups.sort(byLabels), (group) => JSON.stringify(groupJson(group)));
}

const byLabels = (a: GroupView, b: GroupView): number =>
  compareLabels(a.labels, b.labels) || (a.receiver < b.receiver ? -1 : a.receiver > b.receiver ? 1 : 0);

const groupJson = ({ labels, receiver, alerts }: GroupView) => ({
  alerts: [...alerts].sort(byFingerprint).map(alertJson),
  labels: labelsToObject(labels),
  receiver: { name: receiver },
});
