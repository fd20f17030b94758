import { Keyboard, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { IconButton } from '../controls/button';
import { Tip } from '../controls/tip';
import { toggleMode, useMode } from '../theme/theme';
import { usePageShortcuts } from './keyboard/page-shortcuts';
import { ShortcutsProvider, useShortcutHelp } from './keyboard/shortcuts-provider';
import { DESTINATIONS } from './nav';
import styles from './shell.module.css';
import { useUrlState } from './url-state';

/** The bar of destinations around every page; not in kiosk mode, nor around a panel that another page frames. */
export function Shell({ children }: { children: ReactNode }) {
  const { search } = useUrlState();
  const [location] = useLocation();
  const isBare = search.has('kiosk') || location.startsWith('/d-solo/');
  return (
    <ShortcutsProvider>
      <div className={styles.shell}>
        {!isBare && <Navigation />}
        {children}
        <PageShortcuts />
      </div>
    </ShortcutsProvider>
  );
}

function PageShortcuts() {
  const { search } = useUrlState();
  usePageShortcuts(kept(search));
  return null;
}

function Navigation() {
  const [location] = useLocation();
  const mode = useMode();
  const { search } = useUrlState();
  const help = useShortcutHelp();
  return (
    <nav className={styles.nav} aria-label="Main">
      <Link href="/" className={styles.mark} aria-label="Quartet, home">
        <img src="/favicon.svg" width={24} height={24} alt="" />
      </Link>
      {DESTINATIONS.map(({ path, title, icon: Icon }) => (
        <Tip key={path} text={title}>
          <Link
            href={`${path}${kept(search)}`}
            className={styles.link}
            aria-label={title}
            aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}
          >
            <Icon size={20} aria-hidden />
          </Link>
        </Tip>
      ))}
      <span className={styles.rest} />
      <IconButton icon={Keyboard} label="Keyboard shortcuts" className={styles.keys ?? ''} onClick={help} />
      <IconButton
        icon={mode === 'dark' ? Sun : Moon}
        label={mode === 'dark' ? 'Light theme' : 'Dark theme'}
        onClick={toggleMode}
      />
    </nav>
  );
}

/** The time goes along from page to page. */
function kept(search: URLSearchParams): string {
  const along = new URLSearchParams();
  for (const name of ['from', 'to', 'timezone']) {
    const value = search.get(name);
    if (value !== null) along.set(name, value);
  }
  return along.size === 0 ? '' : `?${along}`;
}
