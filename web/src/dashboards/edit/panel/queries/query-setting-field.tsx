import { Field, Switch, TextInput } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import type { PanelTarget } from '../../../../panels/run-panel';
import { textOf } from '../../../model/json';
import type { QuerySetting } from './query-kinds';

interface QuerySettingFieldProps {
  readonly setting: QuerySetting;
  readonly target: PanelTarget;
  readonly onChange: (changes: Readonly<Record<string, unknown>>) => void;
}

/** One setting of a query. */
export function QuerySettingField(props: QuerySettingFieldProps) {
  const { setting, target, onChange } = props;
  const { label, hint, kind, field = '', placeholder, options = [] } = setting;
  if (kind === 'legend') return <Legend {...props} />;
  if (kind === 'switch') {
    return (
      <Switch
        label={label}
        checked={target[field] === true}
        onChange={(on) => onChange({ [field]: on || undefined })}
      />
    );
  }
  if (kind === 'select') {
    return (
      <Field label={label} hint={hint}>
        {() => (
          <Select
            label={label}
            options={options}
            value={setting.read?.(target)}
            onChange={(value) => onChange(setting.write?.(value) ?? { [field]: value })}
          />
        )}
      </Field>
    );
  }
  const isNumber = kind === 'number';
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <TextInput
          id={id}
          type={isNumber ? 'number' : 'text'}
          min={isNumber && setting.read === undefined ? 1 : undefined}
          placeholder={placeholder}
          value={setting.read?.(target) ?? String(target[field] ?? '')}
          onChange={({ target: { value } }) =>
            onChange(setting.write?.(value) ?? { [field]: value === '' ? undefined : isNumber ? Number(value) : value })
          }
        />
      )}
    </Field>
  );
}

const LEGENDS = [
  { value: 'auto', label: 'Auto' },
  { value: 'verbose', label: 'All labels' },
  { value: 'custom', label: 'Custom' },
];

/** `__auto` shows the labels in which series differ, nothing shows all, anything else is a pattern. */
function Legend({ setting: { label, hint }, target, onChange }: QuerySettingFieldProps) {
  const format = textOf(target.legendFormat);
  const mode = format === '__auto' ? 'auto' : format === '' ? 'verbose' : 'custom';
  const FORMATS: Readonly<Record<string, string>> = { auto: '__auto', verbose: '', custom: '{{label}}' };
  return (
    <>
      <Field label={label} hint={hint}>
        {() => (
          <Select
            label={label}
            options={LEGENDS}
            value={mode}
            onChange={(next) => onChange({ legendFormat: FORMATS[next] })}
          />
        )}
      </Field>
      {mode === 'custom' && (
        <Field label="Legend pattern">
          {(id) => (
            <TextInput id={id} value={format} onChange={({ target: { value } }) => onChange({ legendFormat: value })} />
          )}
        </Field>
      )}
    </>
  );
}
