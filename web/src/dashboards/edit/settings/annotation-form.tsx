import { Field, Switch, TextInput } from '../../../controls/field';
import { Picker } from '../../../controls/picker';
import { Select } from '../../../controls/select';
import ColorEditor from '../../../panels/editors/color';
import type { Annotation } from '../../model/dashboard';
import { objectOf, textOf } from '../../model/json';
import { CodeField } from '../code-field';
import { useEditing } from '../editing-context';
import { QUERY_KINDS } from '../panel/queries/query-kinds';
import { SourcePicker } from '../panel/queries/source-picker';
import { kindOf, uidOf } from '../panel/queries/targets';
import styles from './settings.module.css';

interface AnnotationFormProps {
  readonly annotation: Annotation;
  readonly onChange: (annotation: Annotation, group?: string) => void;
}

const FILTERS = [
  { value: 'all', label: 'All panels' },
  { value: 'only', label: 'Only these' },
  { value: 'except', label: 'All but these' },
] as const;

const TEXTS: readonly (readonly [field: string, label: string, hint: string])[] = [
  ['titleFormat', 'Title', '{{label}}'],
  ['textFormat', 'Text', '{{label}}'],
  ['tagKeys', 'Tags', 'Labels, with commas between them'],
  ['step', 'Step', '60s'],
];

const BUILT_IN = [{ uid: '-- Grafana --', name: 'Annotations of this server', type: 'grafana' }];

/** One query of events: where they come from, how they look, and in which panels they are drawn. */
export function AnnotationForm({ annotation, onChange }: AnnotationFormProps) {
  const { dashboard } = useEditing();
  const set = (changes: object, group?: string) => onChange({ ...annotation, ...changes }, group);
  const kind = kindOf(annotation.datasource);
  const query = kind === undefined ? undefined : QUERY_KINDS[kind];
  const inTarget = objectOf(annotation.target);
  const field = query?.text ?? 'expr';
  const text = textOf(annotation[field]) || textOf(inTarget[field]);
  const { filter } = annotation;
  const mode =
    filter === undefined || filter.ids.length === 0
      ? filter === undefined
        ? 'all'
        : filter.exclude
          ? 'except'
          : 'only'
      : filter.exclude
        ? 'except'
        : 'only';
  const panels = Object.values(dashboard.panels).map(({ id, title }) => ({
    value: String(id),
    label: title || `Panel ${id}`,
  }));
  return (
    <section className={styles.card} aria-label={`Annotation ${annotation.name}`}>
      <div className={styles.fields}>
        <Field label="Name">
          {(id) => (
            <TextInput id={id} value={annotation.name} onChange={({ target }) => set({ name: target.value }, 'name')} />
          )}
        </Field>
        <Field label="Data source">
          {() => (
            <SourcePicker
              label="Data source"
              value={uidOf(annotation.datasource)}
              variables={dashboard.variables}
              more={BUILT_IN}
              onChange={({ uid, type }) => set({ datasource: { uid, type } })}
            />
          )}
        </Field>
        <Field label="Colour">
          {() => (
            <ColorEditor
              value={annotation.iconColor}
              item={{ id: 'iconColor', name: 'Colour' }}
              context={{ data: [] }}
              onChange={(iconColor) => set({ iconColor })}
            />
          )}
        </Field>
        <Field label="Drawn in">
          {() => (
            <Select
              label="Drawn in"
              options={FILTERS}
              value={mode}
              onChange={(next) =>
                set({ filter: next === 'all' ? undefined : { exclude: next === 'except', ids: filter?.ids ?? [] } })
              }
            />
          )}
        </Field>
        {filter !== undefined && (
          <Field label="Panels">
            {() => (
              <Picker
                multiple
                label="Panels"
                options={panels}
                value={filter.ids.map(String)}
                onChange={(ids) => set({ filter: { ...filter, ids: ids.map(Number) } })}
              />
            )}
          </Field>
        )}
      </div>
      {query !== undefined && (
        <CodeField
          language={query.language}
          label="Query of the events"
          placeholder={query.placeholder}
          value={text}
          minLines={2}
          onTaken={(next) => set({ [field]: next, target: { ...inTarget, [field]: next } })}
        />
      )}
      {query !== undefined && (
        <div className={styles.fields}>
          {TEXTS.map(([name, label, hint]) => (
            <Field key={name} label={label} hint={hint}>
              {(id) => (
                <TextInput
                  id={id}
                  value={textOf(annotation[name])}
                  onChange={({ target }) => set({ [name]: target.value }, name)}
                />
              )}
            </Field>
          ))}
        </div>
      )}
      <div className={styles.line}>
        <Switch label="On" checked={annotation.enable} onChange={(enable) => set({ enable })} />
        <Switch
          label="Without a switch above the panels"
          checked={annotation.hide === true}
          onChange={(hide) => set({ hide })}
        />
      </div>
    </section>
  );
}
