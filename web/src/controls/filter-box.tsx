import { Search } from 'lucide-react';
import { TextInput } from './field';
import styles from './filter-box.module.css';

interface FilterBoxProps {
  /** Its accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows what stands below it while one types. */
export const FilterBox = ({ label, value, onChange }: FilterBoxProps) => (
  <div className={styles.box}>
    <Search size={14} aria-hidden />
    <TextInput
      aria-label={label}
      placeholder="Filter"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </div>
);
