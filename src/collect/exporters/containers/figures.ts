/** The lines `name 12` of a file of a control group. */
export function figuresOf(text: string | undefined): (name: string) => number | undefined {
  const figures = new Map<string, number>();
  for (const line of (text ?? '').split('\n')) {
    const space = line.indexOf(' ');
    if (space > 0) figures.set(line.slice(0, space), Number(line.slice(space + 1)));
  }
  return (name) => figures.get(name);
}

export const perSecond =
  (units: number) =>
  (value: number | undefined): number | undefined =>
    value === undefined ? undefined : value / units;

export const microseconds = perSecond(1e6);
export const nanoseconds = perSecond(1e9);
