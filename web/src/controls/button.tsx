import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import styles from './controls.module.css';
import { Tip } from './tip';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one next step of a page. `quiet`: without a border. */
  readonly look?: 'primary' | 'quiet' | 'danger';
  readonly size?: 'small';
  readonly icon?: LucideIcon;
}

export function Button({ look, size, icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.control, look && styles[look], size && styles[size], className)}
    >
      {Icon && <Icon size={size === 'small' ? 14 : 16} aria-hidden />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: LucideIcon;
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  readonly pressed?: boolean;
}

export function IconButton({ icon: Icon, label, look = 'quiet', size, className, pressed, ...rest }: IconButtonProps) {
  return (
    <Tip text={label}>
      <button
        type="button"
        aria-label={label}
        {...(pressed !== undefined && { 'aria-pressed': pressed, 'data-pressed': pressed ? '' : undefined })}
        {...rest}
        className={classNames(styles.control, styles.icon, styles[look], size && styles[size], className)}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden />
      </button>
    </Tip>
  );
}
