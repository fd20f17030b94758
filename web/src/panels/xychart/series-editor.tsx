import {
  type DataFrame,
  FieldType,
  getFieldDisplayName,
  getFrameDisplayName,
  type StandardEditorProps,
} from '@grafana/data';
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../controls/button';
import { Field, TextInput } from '../../controls/field';
import { Picker } from '../../controls/picker';
import editors from '../editors/editors.module.css';
import type { XySeriesOptions } from './options';

/** The members of a series that are a field each. x and y may also be of the first fields that fit. */
const DIMENSIONS = [
  ['x', 'X field', 'First time or number'],
  ['y', 'Y field', 'Other numbers'],
  ['size', 'Size field', 'One size'],
  ['color', 'Color field', 'One color'],
] as const;

/** What stands for no choice. */
const NONE = '$none';

/** The series of the mapping "manual": which frame they are of, and which of its fields are what. */
export function SeriesEditor({ value = [], onChange, context }: StandardEditorProps<XySeriesOptions[] | undefined>) {
  const { data } = context;
  const frames = data.map((frame, i) => ({ value: String(i), label: getFrameDisplayName(frame, i) }));
  const put = (at: number, series: XySeriesOptions) => onChange(value.with(at, series));
  return (
    <div className={editors.list}>
      {value.map((series, at) => {
        const { frame } = series;
        const number = frame?.matcher.id === 'byIndex' ? Number(frame.matcher.options) : undefined;
        const fields = fieldNames(number === undefined ? data : data.slice(number, number + 1), data);
        return (
          <section key={at} className={editors.card} aria-label={`Series ${at + 1}`}>
            <Field label="Name">
              {(id) => (
                <TextInput
                  id={id}
                  placeholder="That of the Y field"
                  value={series.name?.fixed ?? ''}
                  onChange={({ target }) => put(at, withMember(series, 'name', named(target.value)))}
                />
              )}
            </Field>
            <Field label="Frame">
              {() => (
                <Picker
                  label="Frame"
                  options={[{ value: NONE, label: 'All' }, ...frames]}
                  value={number === undefined ? NONE : String(number)}
                  onChange={(next) => put(at, withMember(series, 'frame', next === NONE ? undefined : byIndex(next)))}
                />
              )}
            </Field>
            {DIMENSIONS.map(([name, label, none]) => (
              <Field key={name} label={label}>
                {() => (
                  <Picker
                    label={label}
                    options={[{ value: NONE, label: none }, ...fields]}
                    value={String(series[name]?.matcher.options ?? NONE)}
                    allowOther
                    onChange={(next) => put(at, withMember(series, name, next === NONE ? undefined : byName(next)))}
                  />
                )}
              </Field>
            ))}
            <IconButton
              icon={Trash2}
              size="small"
              label={`Remove series ${at + 1}`}
              onClick={() => onChange(value.toSpliced(at, 1))}
            />
          </section>
        );
      })}
      <Button icon={Plus} size="small" onClick={() => onChange([...value, {}])}>
        Add series
      </Button>
    </div>
  );
}

const byName = (name: string) => ({ matcher: { id: 'byName', options: name } });
const byIndex = (index: string) => ({ matcher: { id: 'byIndex', options: Number(index) } });
const named = (fixed: string) => (fixed === '' ? undefined : { fixed });

/** The series with another member; `undefined` takes it out. */
export function withMember<K extends keyof XySeriesOptions>(
  series: XySeriesOptions,
  name: K,
  member: XySeriesOptions[K] | undefined,
): XySeriesOptions {
  const { [name]: _, ...others } = series;
  return member === undefined ? others : { ...others, [name]: member };
}

/** Numbers, and times, which are numbers too. */
function fieldNames(frames: readonly DataFrame[], all: DataFrame[]) {
  const names = frames.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type === FieldType.number || type === FieldType.time)
      .map((field) => getFieldDisplayName(field, frame, all)),
  );
  return [...new Set(names)].map((name) => ({ value: name, label: name }));
}
