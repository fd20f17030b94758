import type { StandardEditorProps } from '@grafana/data';
import { Switch } from '../../controls/field';

/** On or off. */
export default function BooleanEditor({ value, onChange, item }: StandardEditorProps<boolean | undefined>) {
  return <Switch label={item.name} checked={value === true} onChange={onChange} />;
}
