import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../../api/http';
import { Failure, Skeleton } from '../../../controls/notice';
import type { Json } from '../../model/json';
import { DifferenceList } from '../../save/difference-list';
import { versionsPath } from './versions-path';

interface VersionDifferenceProps {
  readonly uid: string;
  readonly before: number;
  readonly after: number;
}

/** In what two versions differ. */
export function VersionDifference({ uid, before, after }: VersionDifferenceProps) {
  const { data, error } = useQuery({
    queryKey: ['dashboard-difference', uid, before, after],
    queryFn: ({ signal }) =>
      Promise.all(
        [before, after].map((version) => callJson<{ data: Json }>(`${versionsPath(uid)}/${version}`, { signal })),
      ),
  });
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={96} />;
  return (
    <section aria-label={`From version ${before} to ${after}`}>
      <h2>{`From version ${before} to ${after}`}</h2>
      <DifferenceList before={data[0]?.data} after={data[1]?.data} />
    </section>
  );
}
