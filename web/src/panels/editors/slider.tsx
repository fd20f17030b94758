import type { SliderFieldConfigSettings, StandardEditorProps } from '@grafana/data';
import styles from './editors.module.css';

type Props = StandardEditorProps<number | undefined, SliderFieldConfigSettings>;

/** A number between two bounds. */
export default function SliderEditor({ value, onChange, item, id }: Props) {
  const { min = 0, max = 100, step = 1 } = item.settings ?? {};
  return (
    <input
      id={id}
      type="range"
      className={styles.range}
      aria-label={item.name}
      value={value ?? min}
      min={min}
      max={max}
      step={step}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  );
}
