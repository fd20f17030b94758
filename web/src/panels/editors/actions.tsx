import type { Action, StandardEditorProps } from '@grafana/data';
import { JsonValue } from './json-value';

const HINT = '[{"title": "Restart", "type": "fetch", "fetch": {"method": "POST", "url": "/…"}}]';

export default function ActionsEditor({ value = [], onChange, item }: StandardEditorProps<Action[]>) {
  return <JsonValue label={item.name} hint={HINT} value={value} onChange={onChange} />;
}
