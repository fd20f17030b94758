import { dateTimeFormat } from '@grafana/data';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callJson } from '../../../api/http';
import { Button } from '../../../controls/button';
import { Checkbox } from '../../../controls/field';
import { Failure, Notice, Skeleton } from '../../../controls/notice';
import { DataTable } from '../../../controls/table/data-table';
import { tell } from '../../../controls/toast';
import type { StoredDashboard } from '../../dashboard-page';
import { readDashboard } from '../../model/read-dashboard';
import type { Saved } from '../../save/save-dashboard';
import styles from './settings.module.css';
import { VersionDifference } from './version-difference';
import { versionsPath } from './versions-path';

export interface Version {
  readonly version: number;
  /** ISO 8601. */
  readonly created: string;
  readonly createdBy: string;
  readonly message: string;
}

interface VersionsProps {
  readonly uid: string;
  readonly onRestored: (saved: Saved) => void;
}

/** The saves that are kept, newest first: two can be compared, each can be restored. */
export default function Versions({ uid, onRestored }: VersionsProps) {
  const queries = useQueryClient();
  const [picked, setPicked] = useState<readonly number[]>();
  const { data, error } = useQuery({
    queryKey: ['dashboard-versions', uid],
    queryFn: ({ signal }) => callJson<{ versions: readonly Version[] }>(versionsPath(uid), { signal }),
    enabled: uid !== '',
    staleTime: 0,
  });
  if (uid === '') return <Notice title="No versions yet" detail="Each save of the dashboard will be one." />;
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={120} />;
  const { versions } = data;
  // What the last save changed is what is looked for most.
  const chosen = picked ?? versions.slice(0, 2).map(({ version }) => version);
  const restore = async (version: number) => {
    try {
      const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
      await callJson(`${path}/restore`, { body: { version } });
      const stored = await callJson<StoredDashboard>(path);
      queries.setQueryData(['dashboard', uid], stored);
      await queries.invalidateQueries({ queryKey: ['dashboard-versions', uid] });
      setPicked(undefined);
      tell(`Version ${version} was restored`, 'success');
      onRestored({ dashboard: readDashboard(stored.dashboard), meta: stored.meta, url: stored.meta.url ?? '' });
    } catch (failure) {
      tell('The version could not be restored', 'error', failure instanceof Error ? failure.message : String(failure));
    }
  };
  const toggle = (version: number, isOn: boolean) =>
    setPicked(isOn ? [...chosen, version].slice(-2) : chosen.filter((one) => one !== version));
  const [before, after] = chosen.toSorted((a, b) => a - b);
  return (
    <>
      <DataTable
        stacks
        label="Versions"
        rows={versions}
        keyOf={({ version }) => String(version)}
        columns={[
          {
            id: 'compare',
            title: 'Compare',
            cell: ({ version }) => (
              <Checkbox
                label={<span className="visually-hidden">{`Compare version ${version}`}</span>}
                checked={chosen.includes(version)}
                onChange={(isOn) => toggle(version, isOn)}
              />
            ),
          },
          { id: 'version', title: 'Version', cell: ({ version }) => version },
          { id: 'saved', title: 'Saved', cell: ({ created }) => dateTimeFormat(created) },
          { id: 'by', title: 'By', cell: ({ createdBy }) => createdBy },
          { id: 'message', title: 'Message', isWide: true, cell: ({ message }) => message },
          {
            id: 'actions',
            title: <span className="visually-hidden">Actions</span>,
            cell: ({ version }) =>
              version === versions[0]?.version ? (
                'current'
              ) : (
                <Button size="small" onClick={() => void restore(version)} aria-label={`Restore version ${version}`}>
                  Restore
                </Button>
              ),
          },
        ]}
      />
      {before !== undefined && after !== undefined ? (
        <VersionDifference uid={uid} before={before} after={after} />
      ) : (
        <p className={styles.hint}>Choose two versions to see in what they differ. The last 20 are kept.</p>
      )}
    </>
  );
}
