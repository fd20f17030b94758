import { navigate } from 'wouter/use-browser-location';
import { useUrlState } from '../../app/url-state';
import type { CursorSync } from '../../charts/cursor-sync';
import { useTime } from '../../time/time-context';
import { shifted, zoomedOut } from '../../time/time-range';
import type { Shortcut, ShortcutGroup } from '../keyboard/shortcuts';
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

const GO: readonly (readonly [keys: string, title: string, path: string])[] = [
  ['g h', 'Services', '/services'],
  ['g d', 'Dashboards', '/dashboards'],
  ['g e', 'Explore', '/explore/metrics'],
  ['g a', 'Alerts', '/alerts'],
];

/** The panel under the pointer, or with the focus. */
const pointedPanel = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[data-panel]:focus-within') ?? document.querySelector('[data-panel]:hover');

/** The keys of a dashboard. https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#keyboard-shortcuts */
export function useDashboardShortcuts(options: ShortcutOptions): readonly ShortcutGroup[] {
  const { more, sync, onSync, onLegends, onRows } = options;
  const { search, update } = useUrlState();
  const { range, setRange, refreshNow } = useTime();
  const onPanel = (run: (key: string) => void) => () => {
    const key = search.get('viewPanel') ?? pointedPanel()?.dataset.panel;
    if (key !== undefined) run(key);
  };
  const absolute = () => setRange({ from: String(range.from.valueOf()), to: String(range.to.valueOf()) });
  return [
    {
      title: 'Dashboard',
      shortcuts: [
        { keys: 'd r', title: 'Refresh', run: refreshNow },
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
    {
      title: 'Time',
      shortcuts: [
        { keys: 't z', title: 'Zoom out', run: () => setRange(zoomedOut(range)) },
        { keys: 'mod+z', title: 'The same', run: () => setRange(zoomedOut(range)) },
        { keys: 't left', title: 'Earlier', run: () => setRange(shifted(range, -1)) },
        { keys: 't right', title: 'Later', run: () => setRange(shifted(range, 1)) },
        { keys: 't a', title: 'Absolute time in the address', run: absolute },
      ],
    },
    {
      title: 'Go to',
      shortcuts: GO.map(([keys, title, path]): Shortcut => ({ keys, title, run: () => navigate(path) })),
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
