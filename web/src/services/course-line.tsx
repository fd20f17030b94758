import { FieldType } from '@grafana/data';
import { useMemo } from 'react';
import type { Course } from '../data/samples/ask-samples';
import { Sparkline } from '../panels/single-value/sparkline';
import { useTime } from '../time/time-context';

interface CourseLineProps {
  readonly course: Course | undefined;
  readonly color?: string;
}

const WIDTH = 120;
const HEIGHT = 24;

/** The course of a figure in a row of a table, over the page's time; nothing where there is none. */
export function CourseLine({ course, color = 'var(--accent)' }: CourseLineProps) {
  const { range } = useTime();
  const [fromMs, toMs] = [range.from.valueOf(), range.to.valueOf()];
  const sparkline = useMemo(
    () =>
      course && {
        y: { name: 'value', type: FieldType.number, config: {}, values: [null, ...course.values, null] },
        x: {
          name: 'time',
          type: FieldType.time,
          config: {},
          // On a grid of steps the last may be after the end.
          values: [
            Math.min(fromMs, course.times[0] ?? fromMs),
            ...course.times,
            Math.max(toMs, course.times.at(-1) ?? toMs),
          ],
        },
      },
    [course, fromMs, toMs],
  );
  if (sparkline === undefined) return null;
  return <Sparkline sparkline={sparkline} width={WIDTH} height={HEIGHT} color={color} lineWidth={1.5} />;
}
