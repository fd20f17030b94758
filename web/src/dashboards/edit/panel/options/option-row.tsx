import type { StandardEditorContext } from '@grafana/data';
import { useId } from 'react';
import { EDITORS } from '../../../../panels/editors/editors';
import type { OptionItem } from './option-items';
import styles from './options.module.css';

interface OptionRowProps {
  readonly option: Pick<OptionItem, 'name' | 'description' | 'value' | 'editor' | 'item'>;
  readonly context: StandardEditorContext<object>;
  readonly onChange: (value: unknown) => void;
}

/** Editors that show the name of the option themselves. */
const NAMED: ReadonlySet<unknown> = new Set([EDITORS.boolean]);

/** An option with its editor. */
export function OptionRow({ option, context, onChange }: OptionRowProps) {
  const { name, description, value, editor: Editor, item } = option;
  const id = useId();
  return (
    <div className={styles.option}>
      {!NAMED.has(Editor) && (
        <label className={styles.name} htmlFor={id}>
          {name}
        </label>
      )}
      <Editor id={id} value={value} item={item} context={context} onChange={onChange} />
      {description !== '' && <span className={styles.hint}>{description}</span>}
    </div>
  );
}
