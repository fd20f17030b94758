import { Picker } from '../../controls/picker';
import { pathTo } from './folder-tree';
import { useFolders } from './hits';

interface FolderPickerProps {
  readonly label: string;
  /** Empty: the root. */
  readonly value: string;
  readonly onChange: (uid: string) => void;
  /** Folders that cannot be chosen. */
  readonly without?: ReadonlySet<string> | undefined;
}

/** What stands for the root: pickers have no use for the empty text. */
const ROOT = 'general';
const NONE: ReadonlySet<string> = new Set();

/** One of the folders by its whole path, or none. */
export function FolderPicker({ label, value, onChange, without = NONE }: FolderPickerProps) {
  const { data: folders = [], isPending } = useFolders();
  const options = folders
    .filter(({ uid }) => !without.has(uid))
    .map(({ uid }) => ({
      value: uid,
      label: pathTo(uid, folders)
        .map(({ title }) => title)
        .join(' / '),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Picker
      label={label}
      options={[{ value: ROOT, label: 'No folder' }, ...options]}
      value={value || ROOT}
      onChange={(uid) => onChange(uid === ROOT ? '' : uid)}
      isLoading={isPending}
    />
  );
}
