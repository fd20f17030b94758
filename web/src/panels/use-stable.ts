import { useRef } from 'react';

/** The value of before as long as the new one is equal as JSON: what a caller writes in place is new in each render. */
export function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  const kept = useRef({ text, value });
  if (kept.current.text !== text) kept.current = { text, value };
  return kept.current.value;
}
