import { type ConfigOverrideRule, FieldColorModeId } from '@grafana/data';
import { useMemo } from 'react';
import { LEVEL_NAMES, levelColor, readLevel } from '../logs/level';
import { useMode } from '../theme/theme';

/** The series of each level of logs in its colour, whichever of its names it has in `detected_level`. */
export function useLevelOverrides(): ConfigOverrideRule[] {
  const mode = useMode();
  return useMemo(() => levelOverrides(), [mode]);
}

/** A canvas knows no CSS variables: their values as the theme has them now. */
function levelOverrides(): ConfigOverrideRule[] {
  const style = getComputedStyle(document.documentElement);
  return LEVEL_NAMES.map((name) => {
    const variable = levelColor(readLevel(name)).replace(/^var\(|\)$/g, '');
    const fixedColor = style.getPropertyValue(variable).trim();
    return {
      matcher: { id: 'byName', options: name },
      properties: [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } }],
    };
  });
}
