import { Search } from 'lucide-react';
import { TextInput } from '../../controls/field';
import { Picker } from '../../controls/picker';
import { Segments } from '../../controls/segments';
import { Select } from '../../controls/select';
import { SORTS, useTags } from './hits';
import styles from './list.module.css';
import type { ListState } from './use-list-state';

const VIEWS = [
  { value: 'all', label: 'All' },
  { value: 'starred', label: 'Starred' },
  { value: 'recent', label: 'Recent' },
] as const;

/** What of the dashboards is shown, and in which order. */
export function ListFilters({ text, tags, sort, view, change }: ListState) {
  const { data: known = [] } = useTags();
  return (
    <search className={styles.filters} aria-label="Dashboards">
      <span className={styles.search}>
        <Search size={16} aria-hidden />
        <TextInput
          type="search"
          aria-label="Search dashboards"
          placeholder="Search by title"
          value={text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </span>
      <Segments label="Which" options={VIEWS} value={view} onChange={(next) => change({ view: next })} />
      <Picker
        multiple
        label="Tags"
        placeholder="Any tag"
        options={known.map(({ term, count }) => ({ value: term, label: term, note: String(count) }))}
        value={tags}
        onChange={(next) => change({ tags: next })}
      />
      <Select label="Order" options={SORTS} value={sort} onChange={(next) => change({ sort: next })} />
    </search>
  );
}
