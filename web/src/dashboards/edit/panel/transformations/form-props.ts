import type { DataFrame } from '@grafana/data';

type Options = Readonly<Record<string, unknown>>;

/** Of the form of a transformation. */
export interface FormProps {
  readonly options: Options;
  /** What the transformation is given. */
  readonly frames: readonly DataFrame[];
  readonly onChange: (options: Options, group?: string) => void;
}
