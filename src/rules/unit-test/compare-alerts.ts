import { labelsWith } from '../label-changes.js';
import type { ExpectedAlert } from './rule-test.js';
import { differences, shownLabels } from './shown.js';

/** How the alerts that fire differ from the expected ones: `-` what does not fire, `+` what fires unexpected. */
export function compareAlerts(
  alertName: string,
  expected: readonly ExpectedAlert[],
  firing: readonly ExpectedAlert[],
): string[] {
  const named = expected.map(({ labels, annotations }) => ({
    labels: labelsWith(labels, [['alertname', alertName]]),
    annotations,
  }));
  return differences(named.map(shownAlert).sort(), firing.map(shownAlert).sort());
}

const shownAlert = ({ labels, annotations }: ExpectedAlert): string =>
  annotations.length === 0 ? shownLabels(labels) : `${shownLabels(labels)} with ${shownLabels(annotations)}`;
