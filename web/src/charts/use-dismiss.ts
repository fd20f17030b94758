import { type RefObject, useEffect } from 'react';

/** Calls `dismiss` for Escape and for a press outside of `box`, as long as it is on. */
export function useDismiss(box: RefObject<HTMLElement | null>, isOn: boolean, dismiss: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onPointer = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) dismiss();
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && dismiss();
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('keydown', onKey);
    };
  }, [box, isOn, dismiss]);
}
