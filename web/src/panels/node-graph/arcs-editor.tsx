import type { StandardEditorProps } from '@grafana/data';
import { JsonValue } from '../editors/json-value';
import type { NodeGraphOptions } from './options';

type Arcs = NonNullable<NonNullable<NodeGraphOptions['nodes']>['arcs']>;

export const ArcsEditor = ({ value = [], onChange, item }: StandardEditorProps<Arcs>) => (
  <JsonValue label={item.name} hint={'[{"field": "errors", "color": "red"}]'} value={value} onChange={onChange} />
);
