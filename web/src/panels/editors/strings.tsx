import type { StandardEditorProps, StringFieldConfigSettings } from '@grafana/data';
import { TextArea } from '../../controls/field';

type Props = StandardEditorProps<string[] | undefined, StringFieldConfigSettings>;

/** Several texts, one on each line. */
export default function StringsEditor({ value = [], onChange, item, id }: Props) {
  return (
    <TextArea
      id={id}
      aria-label={item.name}
      placeholder={item.settings?.placeholder ?? 'One on each line'}
      value={value.join('\n')}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value.split('\n'))}
    />
  );
}
