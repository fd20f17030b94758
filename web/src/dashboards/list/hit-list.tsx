import { useVirtualizer } from '@tanstack/react-virtual';
import { FolderInput, Pencil, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { MenuItem } from '../../controls/menu';
import type { TreeRow } from './folder-tree';
import { HitRow } from './hit-row';
import { type Hit, keyOf } from './hits';
import styles from './list.module.css';

interface HitActions {
  readonly onMove: (hit: Hit) => void;
  readonly onRename: (hit: Hit) => void;
  readonly onDelete: (hit: Hit) => void;
  readonly onTag: (tag: string) => void;
}

interface HitListProps extends HitActions {
  readonly rows: readonly TreeRow[];
  /** Undefined in results of a search, which have no folders to open. */
  readonly open: ReadonlySet<string> | undefined;
  readonly onOpen: (uid: string) => void;
  /** Keys of hits. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (hit: Hit, isChosen: boolean) => void;
}

/** px. */
const ROW_HEIGHT = 40;

/** All rows; only those in sight are in the page. */
export function HitList({ rows, open, onOpen, chosen, onChoose, ...actions }: HitListProps) {
  const scroller = useRef<HTMLUListElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: (index) => keyOf(rows[index]!.hit),
  });
  return (
    <ul ref={scroller} className={styles.list} aria-label="Dashboards">
      <li className={styles.space} style={{ height: virtual.getTotalSize() }} aria-hidden />
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]!;
        const { uid } = row.hit;
        return (
          <li
            key={key}
            className={styles.row}
            style={{ translate: `0 ${start}px` }}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
          >
            <HitRow
              row={row}
              isOpen={open === undefined ? undefined : open.has(uid)}
              isChosen={chosen.has(keyOf(row.hit))}
              onOpen={() => onOpen(uid)}
              onChoose={(isChosen) => onChoose(row.hit, isChosen)}
              onTag={actions.onTag}
              menu={menuOf(row.hit, actions)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function menuOf(hit: Hit, { onMove, onRename, onDelete }: HitActions): readonly MenuItem[] {
  return [
    ...(hit.type === 'dash-folder' ? [{ label: 'Rename', icon: Pencil, onSelect: () => onRename(hit) }] : []),
    { label: 'Move', icon: FolderInput, onSelect: () => onMove(hit) },
    { label: 'Delete', icon: Trash2, onSelect: () => onDelete(hit) },
  ];
}
