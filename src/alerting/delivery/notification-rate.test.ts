import { describe, expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { type AlertmanagerLimits, DEFAULT_ALERTMANAGER_LIMITS } from '../../model/alertmanager-limits.js';
import { NotificationRate } from './notification-rate.js';

const BY_DEFAULT = DEFAULT_ALERTMANAGER_LIMITS;

/** How many of `tries` are let through at once. */
const passed = (rate: NotificationRate, integration: string, tries = 20) =>
  Array.from({ length: tries }, () => rate.allows(integration)).filter(Boolean).length;

describe('NotificationRate', () => {
  it('lets through as many as a second has, for each kind of integration', async () => {
    const clock = new DrivenClock(0);
    const rate = new NotificationRate(clock, () => ({ ...BY_DEFAULT, alertmanagerNotificationRateLimit: 5 }));
    expect([passed(rate, 'email'), passed(rate, 'slack'), passed(rate, 'email')]).toEqual([5, 5, 0]);
    await clock.advance(400);
    expect(passed(rate, 'email')).toBe(2);
  });

  it('lets one through after a while where the rate is below one', async () => {
    const clock = new DrivenClock(0);
    const rate = new NotificationRate(clock, () => ({ ...BY_DEFAULT, alertmanagerNotificationRateLimit: 0.1 }));
    expect(passed(rate, 'email')).toBe(1);
    await clock.advance(9000);
    expect(passed(rate, 'email')).toBe(0);
    await clock.advance(1000);
    expect(passed(rate, 'email')).toBe(1);
  });

  it('follows the limits as they change, and those of single kinds', () => {
    let limits: AlertmanagerLimits = BY_DEFAULT;
    const rate = new NotificationRate(new DrivenClock(0), () => limits);
    expect(passed(rate, 'email')).toBe(20);
    const perIntegration = ['email=2', 'slack=0'];
    limits = {
      ...BY_DEFAULT,
      alertmanagerNotificationRateLimit: -1,
      alertmanagerNotificationRateLimitPerIntegration: perIntegration,
    };
    expect([passed(rate, 'email'), passed(rate, 'slack'), passed(rate, 'webhook')]).toEqual([2, 20, 0]);
  });
});
