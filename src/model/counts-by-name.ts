/** `name=20`: a number that holds for one name. */
export const COUNT_OF_NAME = /^(.+)=(-?\d+(?:\.\d+)?)$/;

/** The number that a list of such texts has for `name`; the last counts. 0 stands for no limit. */
export function countOf(list: readonly string[], name: string): number | undefined {
  const found = list.findLast((text) => COUNT_OF_NAME.exec(text)?.[1] === name);
  const count = found === undefined ? undefined : Number(COUNT_OF_NAME.exec(found)![2]);
  return count === 0 ? Number.POSITIVE_INFINITY : count;
}
