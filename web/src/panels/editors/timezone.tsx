import { getTimeZones, type StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';

const ZONES = getTimeZones(true).map((zone: string) => ({ value: zone, label: zone === '' ? 'Default' : zone }));

/** Time zones, each an axis. */
export default function TimeZoneEditor({ value, onChange, item }: StandardEditorProps<string[] | string | undefined>) {
  const chosen = value === undefined ? [] : [value].flat();
  return <Picker multiple label={item.name} options={ZONES} value={chosen} onChange={onChange} />;
}
