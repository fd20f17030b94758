import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../../../controls/button';
import { TextInput } from '../../../../controls/field';
import { Picker } from '../../../../controls/picker';
import { Select } from '../../../../controls/select';
import { type Json, objectsOf, textOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import type { FormProps } from './form-props';
import { asOptions, fieldNames } from './input-frames';

const TYPES = ['number', 'string', 'time', 'boolean', 'enum', 'other'].map((value) => ({ value, label: value }));
/** To and from which a format of dates helps. */
const WITH_FORMAT: ReadonlySet<string> = new Set(['time', 'string']);

/** Fields with another type. */
export function ConvertForm({ options, frames, onChange }: FormProps) {
  const conversions = objectsOf(options.conversions);
  const put = (next: readonly Json[], group?: string) => onChange({ fields: {}, ...options, conversions: next }, group);
  return (
    <>
      {conversions.map((conversion, at) => {
        const type = textOf(conversion.destinationType);
        return (
          <div key={at} className={styles.line}>
            <Picker
              label="Field"
              options={asOptions(fieldNames(frames))}
              value={textOf(conversion.targetField) || undefined}
              allowOther
              onChange={(targetField) => put(conversions.with(at, { ...conversion, targetField }))}
            />
            <Select
              label="As"
              placeholder="as …"
              options={TYPES}
              value={type || undefined}
              onChange={(destinationType) => put(conversions.with(at, { ...conversion, destinationType }))}
            />
            {WITH_FORMAT.has(type) && (
              <TextInput
                aria-label="Format of dates"
                placeholder="Format: YYYY-MM-DD HH:mm"
                value={textOf(conversion.dateFormat)}
                onChange={({ target }) =>
                  put(conversions.with(at, { ...conversion, dateFormat: target.value }), `${at} format`)
                }
              />
            )}
            <IconButton
              icon={Trash2}
              size="small"
              label="Remove the conversion"
              onClick={() => put(conversions.toSpliced(at, 1))}
            />
          </div>
        );
      })}
      <div>
        <Button icon={Plus} size="small" onClick={() => put([...conversions, {}])}>
          Add conversion
        </Button>
      </div>
    </>
  );
}
