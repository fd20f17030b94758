import { TimeValue } from '../../lib/gotemplate/time-values.js';
import { GoList, type TemplateFunction } from '../../lib/gotemplate/value.js';
import { Time, ZERO_TIME } from '../../lib/gotime/time.js';
import { type Labels, labelValue } from '../../model/labels.js';
import type { Notification, NotifiedAlert } from '../notify/integration.js';
import { LabelMap } from './label-values.js';
import { StructureValue } from './structure-value.js';

/** What templates see of a notification. https://prometheus.io/docs/alerting/latest/notifications/#data */
export function notificationData(notification: Notification, externalUrl: string): StructureValue {
  const { alerts } = notification;
  return new StructureValue('*template.Data', {
    Receiver: notification.receiver,
    Status: statusOf(alerts),
    Alerts: new AlertList(alerts),
    GroupLabels: new LabelMap(notification.groupLabels),
    CommonLabels: new LabelMap(commonOf(alerts.map(({ labels }) => labels))),
    CommonAnnotations: new LabelMap(commonOf(alerts.map(({ annotations }) => annotations))),
    ExternalURL: externalUrl,
  });
}

export const statusOf = (alerts: readonly NotifiedAlert[]): NotifiedAlert['status'] =>
  alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved';

/** What all of them have. */
export function commonOf(sets: readonly Labels[]): Labels {
  const [first = [], ...others] = sets;
  const common: string[] = [];
  for (let i = 0; i < first.length; i += 2) {
    const [name, value] = [first[i]!, first[i + 1]!];
    if (others.every((labels) => labelValue(labels, name) === value)) common.push(name, value);
  }
  return common;
}

/** `.Alerts`, of which `.Firing` and `.Resolved` are parts. */
class AlertList extends GoList {
  constructor(private readonly alerts: readonly NotifiedAlert[]) {
    super();
    this.append(alerts.map(alertValue));
  }

  override method(name: string): TemplateFunction | undefined {
    const status = name === 'Firing' ? 'firing' : name === 'Resolved' ? 'resolved' : undefined;
    if (status === undefined) return undefined;
    return { parameters: [], call: () => new AlertList(this.alerts.filter((alert) => alert.status === status)) };
  }
}

const alertValue = (alert: NotifiedAlert): StructureValue =>
  new StructureValue('template.Alert', {
    Status: alert.status,
    Labels: new LabelMap(alert.labels),
    Annotations: new LabelMap(alert.annotations),
    StartsAt: timeValue(alert.startsAtMs),
    EndsAt: timeValue(alert.endsAtMs),
    GeneratorURL: alert.generatorUrl,
    Fingerprint: alert.fingerprint,
  });

const timeValue = (ms: number): TimeValue => new TimeValue(ms === 0 ? ZERO_TIME : new Time(BigInt(ms) * 1_000_000n));
