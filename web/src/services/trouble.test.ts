import { expect, it } from 'vitest';
import type { Service } from './service-list';
import { byTrouble } from './trouble';

const service = (name: string, figures: Partial<Service> = {}): Service => ({
  name,
  versions: [],
  alerts: [],
  before: {},
  ...figures,
});
const alert = { fingerprint: 'a', name: 'Down', severity: 'critical', summary: '', isSilenced: false };
const apdex = (score: number) => ({ score, satisfied: 0.5, tolerating: 2 });

it('services with alerts come before those that fail before those that are slow', () => {
  const services = [
    service('fine'),
    service('also-fine', { failed: 0.002 }),
    service('slow', { apdex: apdex(0.6) }),
    service('failing', { failed: 0.2 }),
    service('failing-a-little', { failed: 0.02, apdex: apdex(0.6) }),
    service('alerting', { alerts: [alert] }),
    service('muted', { alerts: [{ ...alert, isSilenced: true }] }),
  ];
  expect(byTrouble(services).map(({ name }) => name)).toEqual([
    'alerting',
    'failing',
    'failing-a-little',
    'slow',
    'also-fine',
    'fine',
    'muted',
  ]);
});
