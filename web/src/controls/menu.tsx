import { Menu as Base } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import styles from './controls.module.css';

export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly onSelect?: () => void;
  /** A link instead of an action. */
  readonly href?: string;
  readonly target?: '_blank';
  readonly disabled?: boolean;
}

/** Actions behind one button. `trigger` is a Button or IconButton. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: readonly MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Base.Popup className={styles.popup}>
            {items.map(({ label, icon: Icon, onSelect, href, target, disabled = false }) => (
              <Base.Item
                key={label}
                className={styles.item}
                disabled={disabled}
                {...(onSelect && { onClick: onSelect })}
                {...(href !== undefined && {
                  render: <a href={href} {...(target && { target, rel: 'noreferrer' })} />,
                })}
              >
                {Icon && <Icon size={14} aria-hidden />}
                <span className={styles.itemText}>{label}</span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
