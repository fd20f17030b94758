import { type AnnotationEvent, createDataFrame, type DataFrame, DataTopic, FieldType } from '@grafana/data';
import type { Annotation } from '../model/dashboard';

/** Events as a frame that charts draw marks of. Those without a colour have the annotation's. */
export function annotationFrame(annotation: Annotation, events: readonly AnnotationEvent[]): DataFrame {
  const { name, iconColor = 'blue' } = annotation;
  const column = (field: string, type: FieldType, value: (event: AnnotationEvent) => unknown) => ({
    name: field,
    type,
    values: events.map(value),
    config: {},
  });
  return createDataFrame({
    name,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [
      column('time', FieldType.time, ({ time }) => time ?? 0),
      column('timeEnd', FieldType.time, ({ time, timeEnd }) => timeEnd || time || 0),
      column('title', FieldType.string, ({ title }) => title || name),
      column('text', FieldType.string, ({ text }) => text ?? ''),
      column('tags', FieldType.other, ({ tags }) => tags ?? []),
      column('color', FieldType.string, ({ color }) => color ?? iconColor),
      column('newState', FieldType.string, ({ newState }) => newState ?? ''),
    ],
  });
}

/** Whether the panel with this id shows an annotation. */
export function isForPanel({ filter }: Annotation, panelId: number): boolean {
  if (filter === undefined || filter.ids.length === 0) return true;
  return filter.ids.includes(panelId) !== (filter.exclude === true);
}
