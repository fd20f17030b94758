import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { classNames } from './class-names';
import styles from './controls.module.css';
import type { Option } from './select';

interface PickerBase {
  /** Its accessible name. */
  readonly label: string;
  readonly options: readonly Option[];
  readonly placeholder?: string;
  readonly size?: 'small';
  readonly disabled?: boolean;
  readonly className?: string;
  /** Whether a typed text that is no option may be taken. */
  readonly allowOther?: boolean;
  readonly isLoading?: boolean;
  /** Told what is typed, for options that are fetched; the options are then taken as filtered. */
  readonly onSearch?: (text: string) => void;
}

interface OneOf extends PickerBase {
  readonly multiple?: false;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

interface SomeOf extends PickerBase {
  readonly multiple: true;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** The most options that are drawn at once; more are found by typing. */
const MAX_SHOWN = 200;

/** One or several of many, found by typing. */
export function Picker(props: OneOf | SomeOf) {
  const { label, options, placeholder = 'Choose', size, disabled = false, className, allowOther, onSearch } = props;
  const [typed, setTyped] = useState('');
  const chosen = props.multiple ? props.value : props.value === undefined ? [] : [props.value];
  const known = new Map(options.map((option) => [option.value, option]));
  const wanted = typed.trim().toLowerCase();
  const found = onSearch ? options : options.filter((option) => option.label.toLowerCase().includes(wanted));
  const shown = found.slice(0, MAX_SHOWN).map(({ value }) => value);
  const other = typed.trim();
  const items = allowOther && other !== '' && !known.has(other) ? [...shown, other] : shown;
  const nameOf = (value: string) => known.get(value)?.label ?? value;
  const search = (text: string) => {
    setTyped(text);
    onSearch?.(text);
  };
  const change = (next: string | string[] | null) => {
    if (props.multiple) props.onChange(next === null ? [] : ([] as string[]).concat(next));
    else if (typeof next === 'string') props.onChange(next);
  };
  return (
    <Combobox.Root
      items={items}
      multiple={props.multiple ?? false}
      value={(props.multiple ? [...props.value] : (props.value ?? null)) as never}
      onValueChange={(next) => change(next as string | string[] | null)}
      inputValue={typed}
      onInputValueChange={search}
      itemToStringLabel={nameOf}
      filter={null}
      disabled={disabled}
    >
      <Combobox.Trigger aria-label={label} className={classNames(styles.control, size && styles[size], className)}>
        <span className={classNames(styles.value, chosen.length === 0 && styles.placeholder)}>
          {chosen.length === 0 ? placeholder : chosen.map(nameOf).join(', ')}
        </span>
        <Combobox.Icon className={styles.chevron}>
          <ChevronDown size={14} aria-hidden />
        </Combobox.Icon>
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className={styles.positioner} sideOffset={4}>
          <Combobox.Popup className={styles.popup} aria-label={label}>
            <Combobox.Input className={styles.input} placeholder="Type to search" aria-label={`Search ${label}`} />
            <Combobox.Empty>
              <div className={styles.empty}>{props.isLoading ? 'Loading …' : 'Nothing matches'}</div>
            </Combobox.Empty>
            <Combobox.List>
              {(value: string) => (
                <Combobox.Item key={value} value={value} className={styles.item}>
                  <span className={styles.mark}>
                    <Combobox.ItemIndicator>
                      <Check size={14} aria-hidden />
                    </Combobox.ItemIndicator>
                  </span>
                  <span className={styles.itemText}>{nameOf(value)}</span>
                  {known.get(value)?.note !== undefined && (
                    <span className={styles.itemNote}>{known.get(value)?.note}</span>
                  )}
                </Combobox.Item>
              )}
            </Combobox.List>
            {found.length > MAX_SHOWN && (
              <div className={styles.empty}>{`${found.length - MAX_SHOWN} more: type to find them`}</div>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
