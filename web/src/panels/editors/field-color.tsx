import {
  type FieldColor,
  type FieldColorConfigSettings,
  fieldColorModeRegistry,
  type StandardEditorProps,
} from '@grafana/data';
import { Select } from '../../controls/select';
import ColorEditor from './color';

type Props = StandardEditorProps<FieldColor | undefined, FieldColorConfigSettings>;

/** The way in which a field comes by its colour. */
export default function FieldColorEditor({ value, onChange, item, context }: Props) {
  const byValue = item.settings?.byValueSupport ?? true;
  const modes = fieldColorModeRegistry.list().filter((mode) => byValue || mode.isByValue !== true);
  return (
    <>
      <Select
        label={item.name}
        options={modes.map(({ id, name }) => ({ value: id as string, label: name }))}
        value={value?.mode}
        onChange={(mode) => onChange({ ...value, mode: mode as FieldColor['mode'] })}
      />
      {(value?.mode === 'fixed' || value?.mode === 'shades') && (
        <ColorEditor
          item={{ ...item, name: 'Colour' }}
          context={context}
          value={value.fixedColor}
          onChange={(fixedColor) => onChange({ ...value, ...(fixedColor !== undefined && { fixedColor }) })}
        />
      )}
    </>
  );
}
