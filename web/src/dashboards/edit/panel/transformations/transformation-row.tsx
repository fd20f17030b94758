import { type DataFrame, type DataTransformerConfig, standardTransformersRegistry } from '@grafana/data';
import { Braces, Eye, EyeOff, Trash2 } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { IconButton } from '../../../../controls/button';
import { MoveButtons } from '../../../../controls/move-buttons';
import { objectOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import { ConvertForm } from './convert-form';
import { FilterByValueForm } from './filter-by-value-form';
import type { FormProps } from './form-props';
import { GroupByForm } from './group-by-form';
import { JsonForm } from './json-form';
import { OrganizeForm } from './organize-form';
import { SimpleOptions } from './simple-form';
import { SIMPLE_FORMS } from './simple-forms';

/** Forms that are more than a list of members. */
const FORMS: Readonly<Record<string, ComponentType<FormProps>>> = {
  organize: OrganizeForm,
  groupBy: GroupByForm,
  filterByValue: FilterByValueForm,
  convertFieldType: ConvertForm,
};

interface TransformationRowProps {
  readonly config: DataTransformerConfig;
  readonly frames: readonly DataFrame[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (config: DataTransformerConfig, group?: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One transformation with its form; its options can always be seen as JSON. */
export function TransformationRow({ config, frames, onChange, ...row }: TransformationRowProps) {
  const [isJson, setIsJson] = useState(false);
  const simple = SIMPLE_FORMS[config.id];
  const Form = FORMS[config.id];
  const name = standardTransformersRegistry.getIfExists(config.id)?.name ?? config.id;
  const isOff = config.disabled === true;
  const form: FormProps = {
    options: objectOf(config.options),
    frames,
    onChange: (options, group) => onChange({ ...config, options }, group),
  };
  const content = () => {
    if (isJson) return <JsonForm {...form} />;
    if (Form !== undefined) return <Form {...form} />;
    return simple === undefined ? <JsonForm {...form} /> : <SimpleOptions {...form} form={simple} />;
  };
  return (
    <section className={styles.card} aria-label={name} data-off={isOff || undefined}>
      <div className={styles.cardHead}>
        <span className={styles.cardTitle}>{name}</span>
        <span className={styles.spacer} />
        {(Form !== undefined || simple !== undefined) && (
          <IconButton
            icon={Braces}
            size="small"
            label="Options as JSON"
            pressed={isJson}
            onClick={() => setIsJson(!isJson)}
          />
        )}
        <MoveButtons name={name} isFirst={row.isFirst} isLast={row.isLast} onMove={row.onMove} />
        <IconButton
          icon={isOff ? EyeOff : Eye}
          size="small"
          label={isOff ? 'Enable' : 'Disable'}
          pressed={isOff}
          onClick={() => onChange({ ...config, disabled: !isOff })}
        />
        <IconButton icon={Trash2} size="small" label={`Remove ${name}`} onClick={row.onRemove} />
      </div>
      <div className={styles.cardBody}>{content()}</div>
    </section>
  );
}
