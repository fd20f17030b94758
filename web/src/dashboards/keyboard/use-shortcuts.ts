import { useEffect, useRef } from 'react';
import { isTyping, keyOf, matchKeys, SEQUENCE_MS, type ShortcutGroup } from './shortcuts';

/** Listens for the keys of these shortcuts while nobody types. */
export function useShortcuts(groups: readonly ShortcutGroup[]): void {
  const latest = useRef(groups);
  latest.current = groups;
  useEffect(() => {
    let pressed: { key: string; at: number }[] = [];
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Shift' || event.key === 'Control' || event.key === 'Meta') return;
      const recent = pressed.filter(({ at }) => event.timeStamp - at < SEQUENCE_MS);
      const key = { key: keyOf(event), at: event.timeStamp };
      // Two keys, or else the last of them alone.
      for (const tried of recent.length > 0 ? [[...recent, key], [key]] : [[key]]) {
        const { found, isBeginning } = matchKeys(
          tried.map((one) => one.key),
          latest.current,
        );
        pressed = isBeginning ? tried : [];
        if (found !== undefined) {
          event.preventDefault();
          found.run();
        }
        if (found !== undefined || isBeginning) return;
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
