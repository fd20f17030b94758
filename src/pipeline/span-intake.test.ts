import { describe, expect, it } from 'vitest';
import type { QuartetError } from '../model/errors.js';
import { DEFAULT_TEMPO_LIMITS } from '../model/tempo-limits.js';
import { SpanIntake } from './span-intake.js';

function intake(ingestionRate: number, ingestionBurstSize: number) {
  let now = 0;
  const spans = new SpanIntake(
    (tenant) => ({ ...DEFAULT_TEMPO_LIMITS, ...(tenant === 'a' && { ingestionRate, ingestionBurstSize }) }),
    () => now,
  );
  const refusal = (bytes: number, tenant = 'a') => {
    try {
      spans.take(tenant, bytes);
      return undefined;
    } catch (error) {
      const { code, message, retryAfter } = error as QuartetError;
      return { code, message, retryAfter };
    }
  };
  return {
    refusal,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('bytes of spans that a tenant may send', () => {
  it('are refused beyond its rate, until there is room again', () => {
    const { refusal, wait } = intake(100, 300);
    expect(refusal(300)).toBeUndefined();
    expect(refusal(200)).toEqual({
      code: 'resource_exhausted',
      message:
        'RATE_LIMITED: ingestion rate limit (local: 100 bytes/s, global: 0 bytes/s, burst: 300 bytes) exceeded while adding 200 bytes for user a',
      retryAfter: 2,
    });
    wait(2000);
    expect(refusal(200)).toBeUndefined();
  });

  it('never are more at once than the burst', () => {
    expect(intake(100, 300).refusal(301)?.message).toBe(
      'RATE_LIMITED: batch size (301 bytes) exceeds ingestion limit (local: 100 bytes/s, global: 0 bytes/s, burst: 300 bytes) for user a',
    );
  });

  it('are limited for the tenant alone', () => {
    expect(intake(100, 300).refusal(1e9, 'b')).toBeUndefined();
  });
});
