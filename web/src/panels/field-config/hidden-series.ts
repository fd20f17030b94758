import {
  ByNamesMatcherMode,
  type DataFrame,
  type FieldConfigSource,
  FieldMatcherID,
  getFieldDisplayName,
  isSystemOverrideWithRef,
  type SystemConfigOverrideRule,
} from '@grafana/data';

/** By which Grafana knows the overrides that clicks on a legend make. */
const REF = 'hideSeriesFrom';
const PROPERTY = 'custom.hideFrom';

type Overrides = FieldConfigSource['overrides'];

/**
 * The field config with the choice of a legend as Grafana keeps it: one override that hides all fields but those which are
 * shown; none where nothing is hidden. Fields that the dashboard itself hides and that are shown now get one that shows them.
 */
export function withHiddenSeries(
  config: FieldConfigSource,
  names: readonly string[],
  hidden: ReadonlySet<string>,
): FieldConfigSource {
  const own = config.overrides.filter((rule) => !isSystemOverrideWithRef(REF)(rule));
  const shown = names.filter((name) => !hidden.has(name));
  return {
    ...config,
    overrides: [
      ...own,
      ...(hidden.size > 0 ? [rule(ByNamesMatcherMode.exclude, shown, true)] : []),
      ...(hidesSome(own) ? [rule(ByNamesMatcherMode.include, shown, false)] : []),
    ],
  };
}

const hidesSome = (overrides: Overrides): boolean =>
  overrides.some(({ properties }) =>
    properties.some(({ id, value }) => id === PROPERTY && (value as { viz?: boolean } | null)?.viz === true),
  );

function rule(mode: ByNamesMatcherMode, names: string[], hides: boolean): SystemConfigOverrideRule {
  const prefix = mode === ByNamesMatcherMode.exclude ? 'All except:' : 'Only:';
  return {
    __systemRef: REF,
    matcher: { id: FieldMatcherID.byNames, options: { mode, names, prefix, readOnly: true } },
    properties: [{ id: PROPERTY, value: { legend: false, tooltip: hides, viz: hides } }],
  };
}

/** Whether all names are display names of fields, so that an override can mean them. */
export function areFieldNames(names: readonly string[], frames: DataFrame[]): boolean {
  const known = new Set(
    frames.flatMap((frame) => frame.fields.map((field) => getFieldDisplayName(field, frame, frames))),
  );
  return names.every((name) => known.has(name));
}
