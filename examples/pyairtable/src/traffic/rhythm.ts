/** The platform's load by local hour of day, as a multiple of the set rate: quiet nights, peaks at 10 and 15 o'clock. */
const multipliers = [
  0.3, 0.25, 0.25, 0.25, 0.3, 0.4, 0.6, 0.85, 1.2, 1.5, 1.6, 1.4, 1.1, 1.2, 1.45, 1.55, 1.4, 1.15, 0.95, 0.85, 0.75,
  0.6, 0.5, 0.4,
] as const;

/** Linear between the hours, so that no graph shows a step. */
export function dailyMultiplier(time: Date): number {
  const hour = time.getHours();
  const here = multipliers[hour] ?? 1;
  const next = multipliers[(hour + 1) % 24] ?? 1;
  const within = (time.getMinutes() * 60 + time.getSeconds()) / 3_600;
  return here + (next - here) * within;
}
