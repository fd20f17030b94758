import { CopyPlus, Trash2 } from 'lucide-react';
import { IconButton } from '../../../controls/button';
import { MoveButtons, moved } from '../../../controls/move-buttons';
import styles from './settings.module.css';

interface EntryListProps<T> {
  readonly entries: readonly T[];
  readonly nameOf: (entry: T) => string;
  readonly noteOf: (entry: T) => string;
  readonly onOpen: (at: number) => void;
  readonly onChange: (entries: readonly T[]) => void;
  /** A copy of an entry under another name. */
  readonly copyOf?: (entry: T) => T;
  readonly isFixed?: (entry: T) => boolean;
}

/** A list of what a dashboard has several of: opened, put in another order, duplicated and removed. */
export function EntryList<T>({ entries, nameOf, noteOf, onOpen, onChange, copyOf, isFixed }: EntryListProps<T>) {
  return (
    <ul className={styles.list}>
      {entries.map((entry, at) => {
        const name = nameOf(entry);
        return (
          <li key={`${at} ${name}`} className={styles.entry}>
            <button type="button" className={styles.name} onClick={() => onOpen(at)}>
              {name || 'without a name'}
            </button>
            <span className={styles.note}>{noteOf(entry)}</span>
            <MoveButtons
              name={name}
              isFirst={at === 0}
              isLast={at === entries.length - 1}
              onMove={(by) => onChange(moved(entries, at, by))}
            />
            {copyOf !== undefined && (
              <IconButton
                icon={CopyPlus}
                size="small"
                label={`Duplicate ${name}`}
                onClick={() => onChange(entries.toSpliced(at + 1, 0, copyOf(entry)))}
              />
            )}
            <IconButton
              icon={Trash2}
              size="small"
              label={`Remove ${name}`}
              disabled={isFixed?.(entry) === true}
              onClick={() => onChange(entries.toSpliced(at, 1))}
            />
          </li>
        );
      })}
    </ul>
  );
}
