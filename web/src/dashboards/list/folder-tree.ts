import type { Hit } from './hits';

/** A folder or dashboard in the list, as deep as it stands. */
export interface TreeRow {
  readonly hit: Hit;
  /** 0 at the top of what is shown. */
  readonly depth: number;
  /** What a folder holds, folders and dashboards; 0 of a dashboard. */
  readonly size: number;
}

const isFolder = ({ type }: Hit): boolean => type === 'dash-folder';

/** The folder that a hit stands in, `''` for the root. One whose folder is not among `known` stands at the root. */
const parentOf = ({ folderUid = '' }: Hit, known: ReadonlySet<string>): string =>
  known.has(folderUid) ? folderUid : '';

/** What is below `root` in its order, folders first; of folders that are not open only themselves. */
export function treeRows(hits: readonly Hit[], isOpen: (uid: string) => boolean, root = ''): readonly TreeRow[] {
  const known = new Set(hits.filter(isFolder).map(({ uid }) => uid));
  const inside = new Map<string, Hit[]>();
  for (const hit of hits) {
    const parent = parentOf(hit, known);
    const beside = inside.get(parent);
    if (beside === undefined) inside.set(parent, [hit]);
    else beside.push(hit);
  }
  const rows: TreeRow[] = [];
  const walk = (folder: string, depth: number): void => {
    const here = inside.get(folder) ?? [];
    for (const hit of [...here.filter(isFolder), ...here.filter((one) => !isFolder(one))]) {
      rows.push({ hit, depth, size: isFolder(hit) ? (inside.get(hit.uid)?.length ?? 0) : 0 });
      if (isFolder(hit) && isOpen(hit.uid)) walk(hit.uid, depth + 1);
    }
  };
  walk(root, 0);
  return rows;
}

/** Beyond so many folders and dashboards a list with all of them is no overview. */
const MOST_AT_ONCE = 40;

/** The folders that are open at first: all of them while everything there is can be seen at once. */
export const openAtFirst = (hits: readonly Hit[]): ReadonlySet<string> =>
  new Set(hits.length > MOST_AT_ONCE ? [] : hits.filter(isFolder).map(({ uid }) => uid));

/** The folders from the root down to `uid`, itself the last. */
export function pathTo(uid: string, folders: readonly Hit[]): readonly Hit[] {
  const byUid = new Map(folders.map((folder) => [folder.uid, folder]));
  const path: Hit[] = [];
  for (let at = byUid.get(uid); at !== undefined && !path.includes(at); at = byUid.get(at.folderUid ?? '')) {
    path.unshift(at);
  }
  return path;
}

/** `uid` and all folders below it: where a folder cannot be moved to. */
export function foldersBelow(uid: string, folders: readonly Hit[]): ReadonlySet<string> {
  return new Set(
    folders.filter((folder) => pathTo(folder.uid, folders).some((one) => one.uid === uid)).map((one) => one.uid),
  );
}
