import { useEffect, useState } from 'react';
import { Switch, TextInput } from '../../controls/field';
import { Picker } from '../../controls/picker';
import type { Option } from '../../controls/select';
import { ALL, ALL_TEXT, type VariableType } from '../variable';
import styles from '../variable-bar.module.css';
import type { RunningVariable } from '../variable-store';
import { useChoose } from '../variables-context';
import { AdhocControl } from './adhoc-control';

export interface ControlProps {
  readonly variable: RunningVariable;
  readonly label: string;
}

/** What a variable is chosen with, where it is not a list of options. */
const CONTROLS: Readonly<Partial<Record<VariableType, (props: ControlProps) => React.ReactNode>>> = {
  textbox: TextControl,
  switch: SwitchControl,
  adhoc: AdhocControl,
};

export function ControlOf(props: ControlProps) {
  const Control = CONTROLS[props.variable.definition.type] ?? ListControl;
  return <Control {...props} />;
}

function ListControl({ variable, label }: ControlProps) {
  const choose = useChoose();
  const { definition, options, values, isLoading } = variable;
  const listed: Option[] = options.map(({ text, value }) => ({ value, label: text }));
  const shared = {
    label,
    options: definition.includeAll === true ? [{ value: ALL, label: ALL_TEXT }, ...listed] : listed,
    placeholder: isLoading ? 'Loading …' : options.length === 0 ? 'No values' : 'None',
    allowOther: definition.allowCustomValue !== false,
    isLoading,
    className: styles.control ?? '',
  };
  if (definition.multi === true || definition.type === 'groupby') {
    return <Picker {...shared} multiple value={values} onChange={(next) => choose(definition, next)} />;
  }
  return <Picker {...shared} value={values[0]} onChange={(next) => choose(definition, [next])} />;
}

function TextControl({ variable: { definition, values }, label }: ControlProps) {
  const choose = useChoose();
  const chosen = values[0] ?? '';
  const [typed, setTyped] = useState(chosen);
  useEffect(() => setTyped(chosen), [chosen]);
  const take = () => typed !== chosen && choose(definition, [typed]);
  return (
    <TextInput
      aria-label={label}
      className={styles.text}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}

function SwitchControl({ variable: { definition, options, values }, label }: ControlProps) {
  const choose = useChoose();
  const [on, off] = options;
  return (
    <span className={styles.switch}>
      <Switch
        label={<span className="visually-hidden">{label}</span>}
        checked={on !== undefined && values[0] === on.value}
        onChange={(isOn) => on && off && choose(definition, [(isOn ? on : off).value])}
      />
    </span>
  );
}
