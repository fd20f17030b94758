import { type StandardEditorProps, type Threshold, type ThresholdsConfig, ThresholdsMode } from '@grafana/data';
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button';
import { TextInput } from '../../controls/field';
import { Picker } from '../../controls/picker';
import { Segments } from '../../controls/segments';
import { COLOR_OPTIONS } from './color-options';
import styles from './editors.module.css';

const MODES = [
  { value: ThresholdsMode.Absolute, label: 'Absolute' },
  { value: ThresholdsMode.Percentage, label: 'Percentage' },
];
const NONE: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [{ value: Number.NEGATIVE_INFINITY, color: 'green' }],
};

/** From which value on which colour holds. The first step is the base and has no value. */
export default function ThresholdsEditor({ value = NONE, onChange }: StandardEditorProps<ThresholdsConfig>) {
  const [base = NONE.steps[0]!, ...steps] = value.steps;
  const put = (next: readonly Threshold[]) =>
    onChange({ ...value, steps: [base, ...[...next].sort((a, b) => a.value - b.value)] });
  const change = (at: number, part: Partial<Threshold>) =>
    put(steps.map((step, index) => (index === at ? { ...step, ...part } : step)));
  const add = () => put([...steps, { value: (steps.at(-1)?.value ?? 70) + 10, color: 'red' }]);
  return (
    <div className={styles.list}>
      <Segments
        label="Thresholds are"
        options={MODES}
        value={value.mode}
        onChange={(mode) => onChange({ ...value, mode })}
      />
      <Picker
        label="Colour of the base"
        options={COLOR_OPTIONS}
        value={base.color}
        allowOther
        onChange={(color) => onChange({ ...value, steps: [{ ...base, color }, ...steps] })}
      />
      {steps.map((step, index) => (
        <div key={index} className={styles.line}>
          <TextInput
            type="number"
            step="any"
            aria-label="From"
            defaultValue={step.value}
            onBlur={({ target }) =>
              !Number.isNaN(target.valueAsNumber) && change(index, { value: target.valueAsNumber })
            }
          />
          <Picker
            label="Colour"
            options={COLOR_OPTIONS}
            value={step.color}
            allowOther
            onChange={(color) => change(index, { color })}
          />
          <IconButton
            icon={Trash2}
            label="Remove the threshold"
            onClick={() => put(steps.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button icon={Plus} size="small" onClick={add}>
        Add threshold
      </Button>
    </div>
  );
}
