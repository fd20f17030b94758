import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a log-normal time: half the calls take less than `medianMs`, one in twenty more than about 2.3 times it. */
export async function waitAbout(medianMs: number, spread = 0.5): Promise<void> {
  await sleep(medianMs * Math.exp(spread * standardNormal()));
}

/** Box and Muller's transform. */
function standardNormal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

export function chance(probability: number): boolean {
  return Math.random() < probability;
}

export function between(low: number, high: number): number {
  return Math.round(low + Math.random() * (high - low));
}

export { sleep };
