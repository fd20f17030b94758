import { isTyping, keyOf, matchKeys, SEQUENCE_MS, type ShortcutGroup } from './shortcuts';

/** Runs the shortcuts whose keys are pressed while nobody types; returns what ends it. */
export function listen(groups: () => readonly ShortcutGroup[]): () => void {
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
        groups(),
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
}
