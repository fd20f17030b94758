import type { StandardEditorProps, StringFieldConfigSettings } from '@grafana/data';
import { TextArea, TextInput } from '../../controls/field';

type Props = StandardEditorProps<string | undefined, StringFieldConfigSettings>;

/** A text of one line, or of several where the option asks for it. */
export default function TextEditor({ value = '', onChange, item, id }: Props) {
  const { placeholder, maxLength, useTextarea = false, rows = 4 } = item.settings ?? {};
  const shared = { id, value, placeholder, maxLength, 'aria-label': item.name };
  const change = (text: string) => onChange(text === '' ? undefined : text);
  return useTextarea ? (
    <TextArea {...shared} rows={rows} onChange={({ target }) => change(target.value)} />
  ) : (
    <TextInput {...shared} onChange={({ target }) => change(target.value)} />
  );
}
