import type { SelectableValue, SelectFieldConfigSettings, StandardEditorContext } from '@grafana/data';
import { useEffect, useState } from 'react';
import type { Option } from '../../controls/select';

export interface Choices {
  readonly options: readonly Option[];
  /** The key of a value and back: controls choose among texts, options may hold anything. */
  readonly keyOf: (value: unknown) => string;
  readonly fromKey: (key: string) => unknown;
}

/** What an option can be: its list, or what its panel makes of the data. */
export function useChoices(
  settings: SelectFieldConfigSettings<unknown> | undefined,
  context: StandardEditorContext<unknown>,
): Choices {
  const [found, setFound] = useState<readonly SelectableValue<unknown>[]>(settings?.options ?? []);
  const getOptions = settings?.getOptions;
  const fixed = settings?.options;
  useEffect(() => {
    let isGone = false;
    if (getOptions === undefined) setFound(fixed ?? []);
    else
      getOptions(context).then(
        (options) => !isGone && setFound(options),
        () => setFound(fixed ?? []),
      );
    return () => {
      isGone = true;
    };
  }, [getOptions, fixed, context]);
  const keyOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
  return {
    options: found.map((one) => ({
      value: keyOf(one.value),
      label: one.label ?? keyOf(one.value),
      ...(one.description !== undefined && { note: one.description }),
    })),
    keyOf,
    fromKey: (key) => {
      const one = found.find(({ value }) => keyOf(value) === key);
      return one === undefined ? key : one.value;
    },
  };
}
