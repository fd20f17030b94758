import { useQuery } from '@tanstack/react-query';
import { LayoutDashboard } from 'lucide-react';
import { Link } from 'wouter';
import { callJson } from '../../api/http';
import { useTimeAlong } from '../../time/time-along';
import styles from '../services.module.css';

interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
}

/** Links of more would fill the bar. */
const MOST = 3;

/** Links to the dashboards that have the service in their title. */
export function ServiceDashboards({ service }: { service: string }) {
  const along = useTimeAlong();
  const { data = [] } = useQuery({
    queryKey: ['service-dashboards', service],
    queryFn: ({ signal }) =>
      callJson<readonly FoundDashboard[]>('/api/search', {
        query: { type: 'dash-db', query: service, limit: MOST },
        signal,
      }),
  });
  return data.map(({ uid, title, url }) => (
    <Link key={uid} href={along(url)} className={styles.barLink}>
      <LayoutDashboard size={14} aria-hidden /> {data.length === 1 ? 'Dashboard' : title}
    </Link>
  ));
}
