import { useShortcuts } from '../app/keyboard/shortcuts-provider';
import { useTime } from './time-context';
import { shifted, zoomedOut } from './time-range';

/** The keys of a page's time. https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#keyboard-shortcuts */
export function useTimeShortcuts(): void {
  const { range, setRange, refreshNow } = useTime();
  const zoomOut = () => setRange(zoomedOut(range));
  useShortcuts([
    {
      title: 'Time',
      shortcuts: [
        { keys: 'd r', title: 'Refresh', run: refreshNow },
        { keys: 't z', title: 'Zoom out', run: zoomOut },
        { keys: 'mod+z', title: 'The same', run: zoomOut },
        { keys: 't left', title: 'Earlier', run: () => setRange(shifted(range, -1)) },
        { keys: 't right', title: 'Later', run: () => setRange(shifted(range, 1)) },
        {
          keys: 't a',
          title: 'Absolute time in the address',
          run: () => setRange({ from: String(range.from.valueOf()), to: String(range.to.valueOf()) }),
        },
      ],
    },
  ]);
}

/** The same for a page that shows no controls of its time. */
export function TimeShortcuts(): null {
  useTimeShortcuts();
  return null;
}
