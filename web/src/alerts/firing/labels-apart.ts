import type { Labels } from '../../data/samples/ask-samples';
import type { Alert } from '../alerting-api';

/** The labels that tell an alert from others of its name, but for those whose value its summary says. */
export function labelsApart({ labels, annotations }: Alert, all: readonly Alert[]): Labels {
  const others = all.filter((other) => other.labels.alertname === labels.alertname);
  const said = (annotations.summary ?? annotations.description ?? '').split(/[\s,;:()"']+/);
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([name, value]) => !said.includes(value) && others.some((other) => other.labels[name] !== value),
    ),
  );
}
