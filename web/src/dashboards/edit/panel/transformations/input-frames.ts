import { type DataFrame, getFieldDisplayName } from '@grafana/data';
import type { Option } from '../../../../controls/select';

/** Names of the fields of some frames, each once. */
export const fieldNames = (frames: readonly DataFrame[]): readonly string[] => [
  ...new Set(frames.flatMap((frame) => frame.fields.map((field) => getFieldDisplayName(field, frame, [...frames])))),
];

export const labelNames = (frames: readonly DataFrame[]): readonly string[] => [
  ...new Set(frames.flatMap((frame) => frame.fields.flatMap(({ labels = {} }) => Object.keys(labels)))),
];

export const asOptions = (names: readonly string[]): readonly Option[] =>
  names.map((name) => ({ value: name, label: name }));
