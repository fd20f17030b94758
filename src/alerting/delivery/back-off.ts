const FIRST_MS = 500;
const GROWTH = 1.5;
const LONGEST_MS = 60_000;

/** How long to wait after so many attempts (from 1): half as much again each time, give or take a half (`random`: 0 to 1). */
export const backOffMs = (attempts: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * GROWTH ** (attempts - 1)) * (0.5 + random);
