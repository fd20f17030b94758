import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { Badge, Failure, Skeleton } from '../../controls/notice';
import type { Json } from '../model/json';
import { readDashboard, writeDashboard } from '../model/read-dashboard';
import { DifferenceList } from './difference-list';
import styles from './save.module.css';
import type { Clash } from './save-dashboard';

interface ClashNoticeProps {
  readonly clash: Clash;
  readonly uid: string;
  /** What was to be saved. */
  readonly mine: Json;
}

const TEXTS: Readonly<Record<Clash, string>> = {
  version:
    'Somebody else has saved this dashboard since it was opened. Saving in its place discards what they changed; below is what would be different.',
  name: 'Another dashboard of this folder has the same title. Choose another title or folder, or save in its place.',
  provisioned: 'This dashboard comes from a file and cannot be changed here: save a copy.',
};

/** Why a save was refused, and what would be lost by insisting. */
export function ClashNotice({ clash, uid, mine }: ClashNoticeProps) {
  return (
    <div role="alert" className={styles.clash}>
      <p>
        <Badge tone="warn">Not saved</Badge> {TEXTS[clash]}
      </p>
      {clash === 'version' && <Theirs uid={uid} mine={mine} />}
    </div>
  );
}

function Theirs({ uid, mine }: { uid: string; mine: Json }) {
  const { data, error } = useQuery({
    queryKey: ['dashboard-now', uid],
    queryFn: ({ signal }) =>
      callJson<{ dashboard: Json }>(`/api/dashboards/uid/${encodeURIComponent(uid)}`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={64} />;
  return <DifferenceList before={writeDashboard(readDashboard(data.dashboard))} after={mine} />;
}
