import { ChevronDown, ChevronRight, EllipsisVertical, Folder, LayoutDashboard, Star } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { IconButton } from '../../controls/button';
import { Checkbox } from '../../controls/field';
import { Menu, type MenuItem } from '../../controls/menu';
import { setStar } from './changes';
import type { TreeRow } from './folder-tree';
import styles from './list.module.css';
import { useAction } from './use-action';

interface HitRowProps {
  readonly row: TreeRow;
  /** Undefined where rows do not open: in results of a search. */
  readonly isOpen: boolean | undefined;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onTag: (tag: string) => void;
  readonly menu: readonly MenuItem[];
}

/** A folder or dashboard in the list. */
export function HitRow({ row: { hit, depth, size }, isOpen, isChosen, onOpen, onChoose, onTag, menu }: HitRowProps) {
  const star = useAction(setStar);
  const isFolder = hit.type === 'dash-folder';
  const Icon = isFolder ? Folder : LayoutDashboard;
  const Mark = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <span className={styles.check}>
        <Checkbox
          label={<span className="visually-hidden">{`Select ${hit.title}`}</span>}
          checked={isChosen}
          onChange={onChoose}
        />
      </span>
      <span className={styles.name} style={{ '--depth': depth } as CSSProperties}>
        {isFolder && isOpen !== undefined ? (
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${hit.title}`}
            onClick={onOpen}
          >
            <Mark size={14} aria-hidden />
          </button>
        ) : (
          <span className={styles.opener} />
        )}
        <Icon size={16} aria-hidden className={styles.kind} />
        <Link href={hit.url} className={styles.link ?? ''}>
          {hit.title}
        </Link>
        {isFolder && isOpen !== undefined && <span className={styles.size}>{size}</span>}
        {isOpen === undefined && hit.folderTitle !== undefined && (
          <span className={styles.where}>{hit.folderTitle}</span>
        )}
      </span>
      <span className={styles.tags}>
        {hit.tags.map((tag) => (
          <button type="button" key={tag} className={styles.tag} onClick={() => onTag(tag)} title={`Only with ${tag}`}>
            {tag}
          </button>
        ))}
      </span>
      <span className={styles.rowActions}>
        {!isFolder && (
          <IconButton
            icon={Star}
            size="small"
            label={hit.isStarred ? `Remove the star of ${hit.title}` : `Star ${hit.title}`}
            pressed={hit.isStarred}
            className={styles.star ?? ''}
            onClick={() => star.mutate({ uid: hit.uid, isStarred: !hit.isStarred })}
          />
        )}
        <Menu
          trigger={<IconButton icon={EllipsisVertical} size="small" label={`Actions of ${hit.title}`} />}
          items={menu}
        />
      </span>
    </>
  );
}
