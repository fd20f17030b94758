import type { StandardEditorProps, ValueMapping } from '@grafana/data';
import { JsonValue } from './json-value';

const HINT = '[{"type": "value", "options": {"1": {"text": "up", "color": "green"}}}]; also range, regex, special';

export default function MappingsEditor({ value = [], onChange, item }: StandardEditorProps<ValueMapping[]>) {
  return <JsonValue label={item.name} hint={HINT} value={value} onChange={onChange} />;
}
