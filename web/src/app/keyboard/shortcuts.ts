/** One thing that keys do. */
export interface Shortcut {
  /** Pressed one after the other; `mod+x` with Ctrl or Command held. */
  readonly keys: string;
  readonly title: string;
  readonly run: () => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** How long the second key of two may take, ms. */
export const SEQUENCE_MS = 1000;

/** A pressed key as shortcuts name it. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const name = event.key.length === 1 ? event.key : event.key.toLowerCase().replace(/^arrow/, '');
  return event.ctrlKey || event.metaKey ? `mod+${name.toLowerCase()}` : name;
}

/** What the keys pressed so far mean: a shortcut, the beginning of one, or nothing. */
export function matchKeys(
  pressed: readonly string[],
  groups: readonly ShortcutGroup[],
): { readonly found?: Shortcut; readonly isBeginning: boolean } {
  const text = pressed.join(' ');
  const all = groups.flatMap(({ shortcuts }) => shortcuts);
  const found = all.find(({ keys }) => keys === text);
  return { ...(found && { found }), isBeginning: all.some(({ keys }) => keys.startsWith(`${text} `)) };
}

/** Whether keys pressed there are text, or belong to the control. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role=listbox], [role=menu], [role=dialog]') !== null
  );
}
