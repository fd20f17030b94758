/** `ms` as Go writes a duration of whole milliseconds: `1h0m0s`, `1m30s`, `1.5s`, `20ms`, `0s`. */
export function goDuration(ms: number): string {
  const whole = Math.abs(Math.trunc(ms));
  const sign = ms < 0 && whole > 0 ? '-' : '';
  if (whole > 0 && whole < 1000) return `${sign}${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (minutes === 0) return sign + seconds;
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours === 0 ? '' : `${hours}h`}${minutes % 60}m${seconds}`;
}
