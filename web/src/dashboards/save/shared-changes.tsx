import { useQuery } from '@tanstack/react-query';
import type { SharedDraft } from '../model/dashboard';
import styles from './save.module.css';
import { countUses } from './store-shared';

/** Which panels of the library are changed along with the dashboard, and for how many others. */
export function SharedChanges({ drafts }: { drafts: readonly (readonly [string, SharedDraft])[] }) {
  return (
    <div className={styles.clash} role="note">
      <strong>Panels of the library change for all dashboards that show them</strong>
      {drafts.map(([uid, { name }]) => (
        <Uses key={uid} uid={uid} name={name} />
      ))}
      <span>To change one here alone, unlink it.</span>
    </div>
  );
}

function Uses({ uid, name }: { uid: string; name: string }) {
  const { data, error } = useQuery({
    queryKey: ['library-panel-uses', uid],
    queryFn: ({ signal }) => countUses(uid, signal),
    staleTime: 0,
  });
  const uses = data === undefined ? '…' : `${data} ${data === 1 ? 'dashboard shows' : 'dashboards show'} it`;
  return <span>{`${name}: ${error === null ? uses : `its dashboards could not be counted: ${error.message}`}`}</span>;
}
