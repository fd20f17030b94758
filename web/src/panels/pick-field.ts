import type { DataFrame, Field } from '@grafana/data';
import { usePick } from './panel-environment';

/** Tells the page which value of a field was chosen; undefined where the page does nothing with it. */
export function usePickField(): ((frame: DataFrame, field: Field, row: number) => void) | undefined {
  const pick = usePick();
  return pick && ((frame, field, row) => pick({ frame, field: frame.fields.indexOf(field), row }));
}

/** The same for a state, which is of a field of one of `frames`. */
export function usePickState(
  frames: readonly DataFrame[],
): ((state: { field: Field }, row: number) => void) | undefined {
  const pick = usePickField();
  return (
    pick &&
    (({ field }, row) => {
      const frame = frames.find(({ fields }) => fields.includes(field));
      if (frame !== undefined) pick(frame, field, row);
    })
  );
}
