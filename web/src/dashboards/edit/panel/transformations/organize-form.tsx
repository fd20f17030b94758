import { Eye, EyeOff } from 'lucide-react';
import { IconButton } from '../../../../controls/button';
import { TextInput } from '../../../../controls/field';
import { MoveButtons, moved } from '../../../../controls/move-buttons';
import { objectOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import type { FormProps } from './form-props';
import { fieldNames } from './input-frames';

/** The fields in their order, each shown or not, and perhaps under another name. */
export function OrganizeForm({ options, frames, onChange }: FormProps) {
  const hidden = objectOf(options.excludeByName);
  const renamed = objectOf(options.renameByName);
  const order = objectOf(options.indexByName);
  const names = organized(fieldNames(frames), order);
  const move = (at: number, by: -1 | 1) => {
    const next = moved(names, at, by);
    onChange({ ...options, indexByName: Object.fromEntries(next.map((name, index) => [name, index])) });
  };
  const rename = (name: string, to: string) => {
    const { [name]: _, ...rest } = renamed;
    onChange({ ...options, renameByName: to === '' ? rest : { ...rest, [name]: to } }, `rename ${name}`);
  };
  if (names.length === 0) return <p className={styles.hint}>There are no fields yet: the queries have no data.</p>;
  return (
    <>
      {names.map((name, at) => {
        const isHidden = hidden[name] === true;
        return (
          <div key={name} className={styles.line}>
            <MoveButtons
              name={name}
              isFirst={at === 0}
              isLast={at === names.length - 1}
              onMove={(by) => move(at, by)}
            />
            <IconButton
              icon={isHidden ? EyeOff : Eye}
              size="small"
              label={isHidden ? `Show ${name}` : `Hide ${name}`}
              pressed={isHidden}
              onClick={() => onChange({ ...options, excludeByName: { ...hidden, [name]: !isHidden } })}
            />
            <span>{name}</span>
            <TextInput
              aria-label={`New name of ${name}`}
              placeholder="New name"
              value={String(renamed[name] ?? '')}
              onChange={({ target }) => rename(name, target.value)}
            />
          </div>
        );
      })}
    </>
  );
}

/** In the order of the indexes; those without one after them. */
function organized(names: readonly string[], order: Readonly<Record<string, unknown>>): readonly string[] {
  const indexOf = (name: string) => (typeof order[name] === 'number' ? order[name] : Number.MAX_SAFE_INTEGER);
  return names.toSorted((a, b) => indexOf(a) - indexOf(b));
}
