import { type DataFrame, getFieldMatcher, type MatcherConfig } from '@grafana/data';
import { type Mapping, reducedConfig } from './config-mapping';
import { transformer } from './frame-operator';

interface Options {
  readonly configRefId?: string;
  readonly mappings?: readonly Mapping[];
  readonly applyTo?: MatcherConfig;
}

/** "Config from query results": one query's values configure the fields of the others: min, max, unit, threshold. */
export const configFromData = transformer<Options>(
  'configFromData',
  'Config from query results',
  { configRefId: 'config', mappings: [] },
  (frames, { configRefId, mappings = [], applyTo }) => {
    const source = frames.find(({ refId }) => refId === configRefId);
    if (source === undefined) return frames;
    const config = reducedConfig(source.fields, mappings);
    const matches = getFieldMatcher(applyTo ?? { id: 'numeric' });
    return frames
      .filter((frame) => frame !== source)
      .map(
        (frame): DataFrame => ({
          ...frame,
          fields: frame.fields.map((field) =>
            matches(field, frame, frames) ? { ...field, config: { ...field.config, ...config } } : field,
          ),
        }),
      );
  },
);
