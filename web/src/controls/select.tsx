import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from './class-names';
import styles from './controls.module.css';

export interface Option<T extends string | number = string> {
  readonly value: T;
  readonly label: string;
  /** A word more, at the right. */
  readonly note?: string;
}

interface SelectProps<T extends string | number> {
  /** Its accessible name. */
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
  readonly placeholder?: string;
  readonly size?: 'small';
  readonly look?: 'quiet';
  readonly disabled?: boolean;
  readonly className?: string;
}

/** One of a few. For many, or several at once, see Picker. */
export function Select<T extends string | number>(props: SelectProps<T>) {
  const { label, options, value, onChange, placeholder = 'Choose', size, look, disabled = false, className } = props;
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value ?? null}
      onValueChange={(next) => next !== null && onChange(next as T)}
      disabled={disabled}
    >
      <Base.Trigger
        aria-label={label}
        className={classNames(styles.control, size && styles[size], look && styles[look], className)}
      >
        <Base.Value className={styles.value} placeholder={placeholder} />
        <Base.Icon className={styles.chevron}>
          <ChevronDown size={14} aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={styles.popup}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={String(option.value)} value={option.value} className={styles.item}>
                  <span className={styles.mark}>
                    <Base.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText className={styles.itemText}>{option.label}</Base.ItemText>
                  {option.note !== undefined && <span className={styles.itemNote}>{option.note}</span>}
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
