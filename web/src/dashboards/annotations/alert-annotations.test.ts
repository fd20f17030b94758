import { describe, expect, it } from 'vitest';
import { alertAnnotations } from './alert-annotations';

describe('the states of alerts', () => {
  it('are on the panel that a rule names', () => {
    const found = alertAnnotations('board', [
      { name: 'Slow "x"', annotations: { __dashboardUid__: 'board', __panelId__: '4' } },
      { name: 'Other', annotations: { __dashboardUid__: 'another', __panelId__: '4' } },
      { name: 'Whole', annotations: { __dashboardUid__: 'board' } },
      { name: 'None' },
    ]);
    expect(found).toMatchObject([
      { expr: 'ALERTS{alertname="Slow \\"x\\"", alertstate="firing"}', iconColor: 'red', filter: { ids: [4] } },
      { expr: 'ALERTS{alertname="Slow \\"x\\"", alertstate="pending"}', iconColor: 'yellow', filter: { ids: [4] } },
    ]);
  });
});
