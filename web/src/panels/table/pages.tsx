import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../../controls/button';
import styles from './table.module.css';

interface PagesProps {
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}

export function Pages({ page, size, count, onPage }: PagesProps) {
  const last = Math.max(0, Math.ceil(count / size) - 1);
  return (
    <nav className={styles.pages} aria-label="Pages">
      <IconButton
        icon={ChevronLeft}
        label="Previous page"
        size="small"
        disabled={page <= 0}
        onClick={() => onPage(page - 1)}
      />
      <span>
        {count === 0 ? 0 : page * size + 1} – {Math.min(count, (page + 1) * size)} of {count} rows
      </span>
      <IconButton
        icon={ChevronRight}
        label="Next page"
        size="small"
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
