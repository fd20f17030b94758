import { ChevronRight, FolderInput, Trash2 } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useParams } from 'wouter';
import { Page } from '../../app/page';
import { recentDashboards } from '../../app/recent-dashboards';
import { Button } from '../../controls/button';
import { Failure, Skeleton } from '../../controls/notice';
import { DeleteDialog } from './delete-dialog';
import { EmptyList } from './empty-list';
import { FolderDialog } from './folder-dialog';
import { openAtFirst, pathTo, type TreeRow, treeRows } from './folder-tree';
import { HitList } from './hit-list';
import { type Hit, keyOf, useFolders, useHits } from './hits';
import { ImportDialog } from './import-dialog';
import styles from './list.module.css';
import { ListFilters } from './list-filters';
import { MoveDialog } from './move-dialog';
import { NewMenu } from './new-menu';
import { type ListState, useListState } from './use-list-state';

type Open =
  | { readonly kind: 'folder' | 'import' }
  | { readonly kind: 'rename'; readonly hit: Hit }
  | { readonly kind: 'move' | 'delete'; readonly hits: readonly Hit[] };

const NONE: readonly Hit[] = [];

/** All dashboards in their folders, or those of one folder; what is looked for in a flat list. */
export default function DashboardListPage() {
  const { folder: folderUid = '' } = useParams<{ folder?: string }>();
  const state = useListState();
  const text = useDeferredValue(state.text);
  const { data: hits = NONE, error, isPending } = useHits({ ...state, text, starred: state.view === 'starred' });
  const { data: folders = NONE } = useFolders();
  const [byHand, setOpened] = useState<ReadonlySet<string>>();
  const opened = useMemo(() => byHand ?? openAtFirst(hits), [byHand, hits]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Open>();
  const path = pathTo(folderUid, folders);
  const rows = useMemo(
    () => rowsOf(hits, state, opened, folderUid),
    [hits, state.isTree, state.view, opened, folderUid],
  );
  const selected = rows.map(({ hit }) => hit).filter((hit) => chosen.has(keyOf(hit)));
  const close = () => setDialog(undefined);
  const done = () => {
    close();
    setChosen(new Set());
  };
  return (
    <Page
      title={path.at(-1)?.title ?? 'Dashboards'}
      isFlush
      lead={folderUid !== '' && <Crumbs path={path.slice(0, -1)} />}
      actions={
        <NewMenu
          folderUid={folderUid}
          onFolder={() => setDialog({ kind: 'folder' })}
          onImport={() => setDialog({ kind: 'import' })}
        />
      }
    >
      <div className={styles.page}>
        <ListFilters {...state} />
        {selected.length > 0 && (
          <div className={styles.selection} role="status">
            {`${selected.length} selected`}
            <Button size="small" icon={FolderInput} onClick={() => setDialog({ kind: 'move', hits: selected })}>
              Move
            </Button>
            <Button size="small" icon={Trash2} onClick={() => setDialog({ kind: 'delete', hits: selected })}>
              Delete
            </Button>
            <Button size="small" look="quiet" onClick={() => setChosen(new Set())}>
              Clear
            </Button>
          </div>
        )}
        {error !== null && <Failure title="The dashboards could not be read" error={error} />}
        {isPending && <Loading />}
        {!isPending && error === null && rows.length === 0 && (
          <EmptyList state={state} folderUid={folderUid} onImport={() => setDialog({ kind: 'import' })} />
        )}
        {rows.length > 0 && (
          <HitList
            rows={rows}
            open={state.isTree ? opened : undefined}
            onOpen={(uid) => setOpened(toggled(opened, uid, !opened.has(uid)))}
            chosen={chosen}
            onChoose={(hit, isChosen) => setChosen(toggled(chosen, keyOf(hit), isChosen))}
            onTag={(tag) => state.change({ tags: [...new Set([...state.tags, tag])] })}
            onMove={(hit) => setDialog({ kind: 'move', hits: [hit] })}
            onRename={(hit) => setDialog({ kind: 'rename', hit })}
            onDelete={(hit) => setDialog({ kind: 'delete', hits: [hit] })}
          />
        )}
      </div>
      {dialog?.kind === 'folder' && <FolderDialog parentUid={folderUid} onClose={close} />}
      {dialog?.kind === 'rename' && <FolderDialog folder={dialog.hit} onClose={close} />}
      {dialog?.kind === 'import' && <ImportDialog folderUid={folderUid} onClose={close} />}
      {dialog?.kind === 'move' && <MoveDialog hits={dialog.hits} onClose={done} />}
      {dialog?.kind === 'delete' && <DeleteDialog hits={dialog.hits} onClose={close} onDone={done} />}
    </Page>
  );
}

function rowsOf(hits: readonly Hit[], state: ListState, opened: ReadonlySet<string>, root: string): readonly TreeRow[] {
  if (state.isTree) return treeRows(hits, (uid) => opened.has(uid), root);
  const flat = (found: readonly Hit[]) => found.map((hit) => ({ hit, depth: 0, size: 0 }));
  if (state.view !== 'recent') return flat(hits);
  const byUid = new Map(hits.filter(({ type }) => type === 'dash-db').map((hit) => [hit.uid, hit]));
  return flat(recentDashboards.entries().flatMap((uid) => byUid.get(uid) ?? []));
}

function toggled(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}

const Crumbs = ({ path }: { path: readonly Hit[] }) => (
  <nav className={styles.crumbs} aria-label="Folders above">
    <Link href="/dashboards">Dashboards</Link>
    {path.map(({ uid, title, url }) => (
      <span key={uid} className={styles.crumb}>
        <ChevronRight size={14} aria-hidden />
        <Link href={url}>{title}</Link>
      </span>
    ))}
  </nav>
);

const Loading = () => (
  <div className={styles.loading}>
    {[70, 50, 60, 40, 55].map((width) => (
      <Skeleton key={width} height={20} width={`${width}%`} />
    ))}
  </div>
);
