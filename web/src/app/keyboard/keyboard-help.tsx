import { Fragment } from 'react';
import { Dialog } from '../../controls/dialog';
import styles from './keyboard-help.module.css';
import type { ShortcutGroup } from './shortcuts';

const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', escape: 'Esc', left: '←', right: '→' };

/** All shortcuts of the page. */
export default function KeyboardHelp({ groups, onClose }: { groups: readonly ShortcutGroup[]; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" look="wide" open onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <Fragment key={shortcut.keys}>
                  <dt>
                    {shortcut.keys.split(/[ +]/).map((key) => (
                      <kbd key={key}>{NAMES[key] ?? key}</kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.title}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
