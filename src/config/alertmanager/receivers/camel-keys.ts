type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

export type CamelKeys<T> = { [K in keyof T as K extends string ? Camel<K> : never]: T[K] };

/** The same values under names as TypeScript has them: `title_link` is `titleLink`. Only the outer keys. */
export const camelKeys = <T extends object>(given: T): CamelKeys<T> =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as CamelKeys<T>;
