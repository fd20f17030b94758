import type { StandardEditorProps } from '@grafana/data';
import { useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';
import { Picker } from '../../controls/picker';

/** One of the dashboards of the server. */
export default function DashboardUidEditor({ value, onChange, item }: StandardEditorProps<string | undefined>) {
  const { data = [], isPending } = useQuery({
    queryKey: ['search', 'dash-db'],
    queryFn: ({ signal }) =>
      callJson<{ uid: string; title: string }[]>('/api/search', { query: { type: 'dash-db', limit: 1000 }, signal }),
  });
  const options = data.map(({ uid, title }) => ({ value: uid, label: title }));
  return (
    <Picker label={item.name} options={options} value={value} onChange={onChange} isLoading={isPending} allowOther />
  );
}
