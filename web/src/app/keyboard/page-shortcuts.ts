import { navigate } from 'wouter/use-browser-location';
import { toggleMode } from '../../theme/theme';
import { DESTINATIONS } from '../nav';
import { useShortcutHelp, useShortcuts } from './shortcuts-provider';

/** The keys that every page has. `search` goes along: `?from=now-1h`, or nothing. */
export function usePageShortcuts(search: string): void {
  const help = useShortcutHelp();
  useShortcuts([
    {
      title: 'Go to',
      shortcuts: DESTINATIONS.map(({ keys, title, path }) => ({ keys, title, run: () => navigate(path + search) })),
    },
    {
      title: 'Everywhere',
      shortcuts: [
        { keys: '?', title: 'These shortcuts', run: help },
        { keys: 'c t', title: 'Light or dark theme', run: toggleMode },
      ],
    },
  ]);
}
