import { useUrlState } from '../../app/url-state';
import { SORTS, type Sort } from './hits';

type View = 'all' | 'starred' | 'recent';

interface Filters {
  readonly text: string;
  readonly tags: readonly string[];
  readonly sort: Sort;
  readonly view: View;
}

export interface ListState extends Filters {
  readonly change: (changes: Partial<Filters>) => void;
  /** Whether all there is is shown, as a tree. */
  readonly isTree: boolean;
}

/** The filters of the list, in the URL under Grafana's names. */
export function useListState(): ListState {
  const { search, update } = useUrlState();
  const text = search.get('query') ?? '';
  const tags = search.getAll('tag');
  const sort = SORTS.find(({ value }) => value === search.get('sort'))?.value ?? 'alpha-asc';
  const view: View = search.has('starred') ? 'starred' : search.has('recent') ? 'recent' : 'all';
  const change = (changes: Partial<Filters>) => {
    const next = { text, tags, sort, view, ...changes };
    update(
      {
        query: next.text || undefined,
        tag: next.tags,
        sort: next.sort === 'alpha-asc' ? undefined : next.sort,
        starred: next.view === 'starred' ? '' : undefined,
        recent: next.view === 'recent' ? '' : undefined,
      },
      { replace: true },
    );
  };
  return { text, tags, sort, view, change, isTree: text.trim() === '' && tags.length === 0 && view === 'all' };
}
