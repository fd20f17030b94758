import { type KeyboardEvent, useState } from 'react';

const STEPS: Readonly<Record<string, (page: number) => number>> = {
  ArrowUp: () => -1,
  ArrowDown: () => 1,
  PageUp: (page) => -page,
  PageDown: (page) => page,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

/** The row of a long list that the keys have gone to; `reveal` brings it into sight. */
export function useSteppedFocus(length: number, reveal: (index: number) => void) {
  const [active, setActive] = useState<number>();
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    const step = STEPS[event.key]?.(page);
    if (step === undefined || length === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(length - 1, (active ?? -Math.sign(step)) + step));
    setActive(next);
    reveal(next);
  };
  return { active: active !== undefined && active < length ? active : undefined, onKeyDown };
}
