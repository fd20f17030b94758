import { useEffect, useRef } from 'react';
import { isTyping } from '../../app/keyboard/shortcuts';

interface EditKeys {
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  readonly save: () => void;
}

/** Ctrl+Z, Ctrl+Shift+Z (or Ctrl+Y) and Ctrl+S while a dashboard is edited. Within a text the first two are the text's own. */
export function useEditKeys(keys: EditKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const run = actionOf(event, latest.current);
      if (run === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    // Before the shortcuts of the dashboard, to which Ctrl+Z means to zoom out.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function actionOf({ key, shiftKey, target }: KeyboardEvent, { undo, redo, save }: EditKeys): (() => void) | undefined {
  const letter = key.toLowerCase();
  if (letter === 's') {
    // What is being typed is taken over when the focus leaves it.
    return () => {
      (document.activeElement as HTMLElement | null)?.blur();
      save();
    };
  }
  if (isTyping(target)) return undefined;
  if (letter === 'y' || (letter === 'z' && shiftKey)) return redo ?? NOTHING;
  return letter === 'z' ? (undo ?? NOTHING) : undefined;
}

const NOTHING = (): void => undefined;
