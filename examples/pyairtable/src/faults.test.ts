import { describe, expect, it } from 'vitest';
import {
  type FaultKind,
  FaultMix,
  faultKinds,
  faultTargets,
  formatFault,
  parseFault,
  parseFaultKinds,
} from './faults.js';

/** Numbers from 0 to 1 by a small linear congruential generator, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const everywhere = [...new Set(faultKinds.flatMap((kind) => faultTargets[kind]))];

function drawMany(rate: number, kinds: readonly FaultKind[], through = everywhere) {
  const mix = new FaultMix(rate, kinds, seeded(1));
  return Array.from({ length: 10_000 }, () => mix.draw(through)).filter((fault) => fault !== undefined);
}

describe('FaultMix', () => {
  it('strikes the set share of requests, spread evenly over the kinds', () => {
    const faults = drawMany(0.05, faultKinds);
    expect(faults.length).toBeGreaterThan(420);
    expect(faults.length).toBeLessThan(580);
    for (const kind of faultKinds) {
      expect(faults.filter((fault) => fault.kind === kind).length / faults.length).toBeCloseTo(0.25, 1);
    }
  });

  it('never strikes at rate 0 and always at rate 1', () => {
    expect(drawMany(0, faultKinds)).toHaveLength(0);
    expect(drawMany(1, faultKinds)).toHaveLength(10_000);
  });

  it('strikes only where the request passes through and the kind can happen', () => {
    const faults = drawMany(1, ['timeout', 'error'], ['api-gateway', 'airtable-gateway']);
    expect(new Set(faults.map(formatFault))).toEqual(new Set(['timeout@airtable-gateway', 'error@airtable-gateway']));
  });

  it('strikes nowhere if no service on the way can have the fault', () => {
    expect(drawMany(1, ['timeout'], ['api-gateway', 'platform-services'])).toHaveLength(0);
  });
});

describe('the text forms', () => {
  it('reads a list and names the known kinds if one is unknown', () => {
    expect(parseFaultKinds('latency, rate-limit')).toEqual(['latency', 'rate-limit']);
    expect(() => parseFaultKinds('latncy')).toThrow(
      'faults: unknown kind "latncy"; known are latency, error, timeout, rate-limit',
    );
  });

  it('carries a fault through baggage', () => {
    const fault = { kind: 'rate-limit', service: 'llm-orchestrator' } as const;
    expect(parseFault(formatFault(fault))).toEqual(fault);
  });

  it.each([undefined, '', 'error', 'error@nowhere', 'mischief@frontend'])('takes %j for no fault', (text) => {
    expect(parseFault(text)).toBeUndefined();
  });
});
