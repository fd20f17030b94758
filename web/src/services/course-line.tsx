import { FieldType } from '@grafana/data';
import { useMemo } from 'react';
import type { Course } from '../data/samples/ask-samples';
import { Sparkline } from '../panels/single-value/sparkline';

interface CourseLineProps {
  readonly course: Course | undefined;
  readonly color?: string;
}

const WIDTH = 120;
const HEIGHT = 24;

/** The course of a figure in a row of a table; nothing where there is none. */
export function CourseLine({ course, color = 'var(--accent)' }: CourseLineProps) {
  const sparkline = useMemo(
    () =>
      course && {
        y: { name: 'value', type: FieldType.number, config: {}, values: [...course.values] },
        x: { name: 'time', type: FieldType.time, config: {}, values: [...course.times] },
      },
    [course],
  );
  if (sparkline === undefined) return null;
  return <Sparkline sparkline={sparkline} width={WIDTH} height={HEIGHT} color={color} lineWidth={1.5} />;
}
