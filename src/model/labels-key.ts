import type { Labels } from './labels.js';

/**
 * Stands between the parts of a key. Half of a surrogate pair that no text ends before: decoded UTF-8 has it only as the
 * second half of a character, so no label value can look like two.
 */
export const KEY_SEPARATOR = '\udfff';

/** A label set as a key of a map: the same for two label sets exactly when they are equal. */
export const labelsKey = (labels: Labels): string => labels.join(KEY_SEPARATOR);
