import type { ConfigOverrideRule, FieldConfigOptionsRegistry, StandardEditorContext } from '@grafana/data';
import { Trash2 } from 'lucide-react';
import { IconButton } from '../../../../controls/button';
import { Picker } from '../../../../controls/picker';
import { objectOf } from '../../../model/json';
import { MATCHERS } from './matchers';
import type { OptionItem } from './option-items';
import { OptionRow } from './option-row';
import styles from './options.module.css';

interface OverrideFormProps {
  readonly rule: ConfigOverrideRule;
  /** From 1. */
  readonly number: number;
  readonly registry: FieldConfigOptionsRegistry;
  readonly context: StandardEditorContext<object>;
  readonly onChange: (rule: ConfigOverrideRule, group?: string) => void;
  readonly onRemove: () => void;
}

/** For which fields, and what is different for them. */
export function OverrideForm({ rule, number, registry, context, onChange, onRemove }: OverrideFormProps) {
  const { matcher, properties } = rule;
  const known = MATCHERS[matcher.id];
  const isRest = objectOf(matcher.options).mode === 'exclude';
  const title = isRest ? 'All fields except' : (known?.title ?? matcher.id);
  const addable = registry
    .list()
    .filter(({ id, hideFromOverrides }) => !hideFromOverrides && !properties.some((one) => one.id === id))
    .map(({ id, name, category }) => ({ value: id, label: name, note: category?.[0] ?? '' }));
  const put = (next: ConfigOverrideRule['properties'], group?: string) =>
    onChange({ ...rule, properties: next }, group);
  return (
    <section className={styles.override} aria-label={`Override ${number}`}>
      <div className={styles.overrideHead}>
        <span>{`${number}. ${title}`}</span>
        <IconButton icon={Trash2} size="small" label={`Remove override ${number}`} onClick={onRemove} />
      </div>
      {known === undefined ? (
        <code className={styles.hint}>{JSON.stringify(matcher.options)}</code>
      ) : (
        <known.Control
          value={matcher.options}
          frames={context.data}
          onChange={(options) => onChange({ ...rule, matcher: { ...matcher, options } }, 'matcher')}
        />
      )}
      {properties.map((property, at) => {
        const item = registry.getIfExists(property.id);
        const remove = (
          <IconButton
            icon={Trash2}
            size="small"
            label={`Remove ${item?.name ?? property.id}`}
            onClick={() => put(properties.toSpliced(at, 1))}
          />
        );
        if (item === undefined) {
          return (
            <div key={property.id} className={styles.overrideHead}>
              <code className={styles.hint}>{property.id}</code>
              {remove}
            </div>
          );
        }
        const option: Pick<OptionItem, 'name' | 'description' | 'value' | 'editor' | 'item'> = {
          name: item.name,
          description: '',
          value: property.value,
          editor: item.override,
          item,
        };
        return (
          <div key={property.id} className={styles.property}>
            <OptionRow
              option={option}
              context={{ ...context, isOverride: true }}
              onChange={(value) => put(properties.with(at, { ...property, value }), property.id)}
            />
            {remove}
          </div>
        );
      })}
      <Picker
        label={`Add a property to override ${number}`}
        placeholder="Add property"
        size="small"
        options={addable}
        value={undefined}
        onChange={(id) => put([...properties, { id, value: registry.get(id).defaultValue }])}
      />
    </section>
  );
}
