import { SpecialValueMatch, type StandardEditorProps, type ValueMapping } from '@grafana/data';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { TextInput } from '../../controls/field';
import { Menu } from '../../controls/menu';
import { Picker } from '../../controls/picker';
import { Select } from '../../controls/select';
import { COLOR_OPTIONS } from './color-options';
import styles from './editors.module.css';
import { type MappingRow, mappingsOf, NEW_ROWS, rowsOf } from './mapping-rows';

const TITLES: Readonly<Record<MappingRow['type'], string>> = {
  value: 'Value',
  range: 'Range',
  regex: 'Regular expression',
  special: 'Special',
};

const SPECIAL = Object.values(SpecialValueMatch).map((value) => ({ value, label: value }));

/** Text and colour in the place of values, ranges, texts that match, and what is no number. */
export default function MappingsEditor({ value = [], onChange }: StandardEditorProps<ValueMapping[]>) {
  // Lines that are not finished, such as two without a value, have no place in the mappings.
  const [rows, setRows] = useState<readonly MappingRow[]>(() => rowsOf(value));
  const put = (next: readonly MappingRow[]) => {
    setRows(next);
    onChange(mappingsOf(next));
  };
  return (
    <div className={styles.list}>
      {rows.map((row, at) => {
        const change = (changes: object) => put(rows.with(at, { ...row, ...changes } as MappingRow));
        return (
          <div key={at} className={styles.card}>
            <div className={styles.between}>
              <span>{TITLES[row.type]}</span>
              <IconButton
                icon={Trash2}
                size="small"
                label="Remove the mapping"
                onClick={() => put(rows.toSpliced(at, 1))}
              />
            </div>
            <Condition row={row} onChange={change} />
            <TextInput
              aria-label="Shown text"
              placeholder="Shown text"
              value={row.result.text ?? ''}
              onChange={({ target }) => change({ result: { ...row.result, text: target.value } })}
            />
            <Picker
              label="Colour"
              placeholder="Colour"
              options={COLOR_OPTIONS}
              value={row.result.color}
              allowOther
              onChange={(color) => change({ result: { ...row.result, color } })}
            />
          </div>
        );
      })}
      <Menu
        trigger={
          <Button icon={Plus} size="small">
            Add mapping
          </Button>
        }
        items={Object.entries(TITLES).map(([type, label]) => ({
          label,
          onSelect: () => put([...rows, NEW_ROWS[type as MappingRow['type']]]),
        }))}
      />
    </div>
  );
}

function Condition({ row, onChange }: { row: MappingRow; onChange: (changes: object) => void }) {
  if (row.type === 'special') {
    return <Select label="Which" options={SPECIAL} value={row.match} onChange={(match) => onChange({ match })} />;
  }
  if (row.type === 'range') {
    return (
      <div className={styles.between}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="number"
            step="any"
            aria-label={end === 'from' ? 'From' : 'To'}
            placeholder={end === 'from' ? 'From −∞' : 'To ∞'}
            value={row[end] ?? ''}
            onChange={({ target }) =>
              onChange({ [end]: Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber })
            }
          />
        ))}
      </div>
    );
  }
  const field = row.type === 'value' ? 'value' : 'pattern';
  return (
    <TextInput
      aria-label={TITLES[row.type]}
      placeholder={row.type === 'value' ? 'Value' : '/.*/'}
      value={row.type === 'value' ? row.value : row.pattern}
      onChange={({ target }) => onChange({ [field]: target.value })}
    />
  );
}
