import type { ShortcutGroup } from '../../app/keyboard/shortcuts';
import { useUrlState } from '../../app/url-state';
import type { CursorSync } from '../../charts/cursor-sync';

import type { FoundPanel } from './find-place';

interface ShortcutOptions {
  readonly more: readonly ShortcutGroup[];
  readonly panels: readonly FoundPanel[];
  readonly sync: CursorSync;
  readonly onSync: (sync: CursorSync) => void;
  readonly onLegends: () => void;
  readonly onRows: (opens: boolean) => void;
}

const SYNCS: readonly CursorSync[] = ['off', 'crosshair', 'tooltip'];

/** The panel under the pointer, or with the focus. */
const pointedPanel = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[data-panel]:focus-within') ?? document.querySelector('[data-panel]:hover');

/** The keys of a dashboard. https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#keyboard-shortcuts */
export function useDashboardShortcuts(options: ShortcutOptions): readonly ShortcutGroup[] {
  const { more, sync, onSync, onLegends, onRows } = options;
  const { search, update } = useUrlState();
  const onPanel = (run: (key: string) => void) => () => {
    const key = search.get('viewPanel') ?? pointedPanel()?.dataset.panel;
    if (key !== undefined) run(key);
  };
  return [
    {
      title: 'Dashboard',
      shortcuts: [
        { keys: 'd k', title: 'Kiosk mode', run: () => update({ kiosk: search.has('kiosk') ? undefined : 'true' }) },
        { keys: 'd E', title: 'Open all rows', run: () => onRows(true) },
        { keys: 'd C', title: 'Close all rows', run: () => onRows(false) },
        { keys: 'd l', title: 'Legends', run: onLegends },
        { keys: 'd o', title: 'Share the cross-hair, the tooltip, or neither', run: () => onSync(nextSync(sync)) },
        { keys: 'mod+o', title: 'The same', run: () => onSync(nextSync(sync)) },
      ],
    },
    {
      title: 'Panel under the pointer',
      shortcuts: [
        {
          keys: 'v',
          title: 'View alone',
          run: onPanel((key) => update({ viewPanel: search.has('viewPanel') ? undefined : key })),
        },
        { keys: 'i', title: 'Inspect', run: onPanel((key) => update({ inspect: key })) },
        { keys: 'p s', title: 'Share', run: onPanel((key) => update({ shareView: 'link', sharePanel: key })) },
        { keys: 'j', title: 'The next panel', run: () => focusPanel(1) },
        { keys: 'k', title: 'The panel before', run: () => focusPanel(-1) },
      ],
    },
    ...more,
  ];
}

const nextSync = (sync: CursorSync): CursorSync => SYNCS[(SYNCS.indexOf(sync) + 1) % SYNCS.length]!;

/** Moves the focus to the menu of the next panel, so that its shortcuts work without a pointer. */
function focusPanel(by: number): void {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')];
  const now = panels.findIndex((panel) => panel.contains(document.activeElement));
  const next = panels[now < 0 ? (by > 0 ? 0 : panels.length - 1) : (now + by + panels.length) % panels.length];
  next?.scrollIntoView({ block: 'nearest' });
  next?.querySelector<HTMLElement>('button, [tabindex], a[href]')?.focus();
}
