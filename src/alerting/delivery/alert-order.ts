import { compareLabels, type Labels, labelValue } from '../../model/labels.js';
import type { NotifiedAlert } from '../notify/integration.js';

const FIRST = ['job', 'instance'] as const;

/** Those that fire first, then by job, instance and the other labels; alerts without a job come behind. */
export function compareAlerts(a: NotifiedAlert, b: NotifiedAlert): number {
  if (a.status !== b.status) return a.status === 'firing' ? -1 : 1;
  for (const name of FIRST) {
    const order = compareValues(a.labels, b.labels, name);
    if (order !== 0) return order;
  }
  return compareLabels(a.labels, b.labels);
}

function compareValues(a: Labels, b: Labels, name: string): number {
  const [one, other] = [labelValue(a, name), labelValue(b, name)];
  if (one === other) return 0;
  if (one === '' || other === '') return one === '' ? 1 : -1;
  return one < other ? -1 : 1;
}
