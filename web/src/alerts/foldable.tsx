import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './alerts.module.css';

interface Fold {
  readonly isOpen: boolean;
  /** Of what is folded. */
  readonly contentId: string;
  readonly opener: (title: string) => ReactNode;
}

/** A title that unfolds what stands below it. */
export function useFold(isOpenAtFirst = false): Fold {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const contentId = useId();
  const opener = (title: string) => (
    <button
      type="button"
      className={styles.opener}
      aria-expanded={isOpen}
      aria-controls={contentId}
      onClick={() => setOpen(!isOpen)}
    >
      <ChevronRight size={14} aria-hidden />
      {title}
    </button>
  );
  return { isOpen, contentId, opener };
}

interface FoldableItemProps {
  readonly title: string;
  /** Beside the title. */
  readonly row: ReactNode;
  /** Made when it is unfolded. */
  readonly children: () => ReactNode;
}

/** One thing of a list, its details folded at first. */
export function FoldableItem({ title, row, children }: FoldableItemProps) {
  const { isOpen, contentId, opener } = useFold();
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        {opener(title)}
        {row}
      </div>
      <div id={contentId} hidden={!isOpen} className={styles.details}>
        {isOpen && children()}
      </div>
    </li>
  );
}
