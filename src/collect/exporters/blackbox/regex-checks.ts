import { compileRegex } from '../../../lib/bounded-regex.js';

/** RE2. Patterns were compiled when the configuration was read; an answer may be large, so only its find is asked for. */
export const isFound = (pattern: string, text: string): boolean => compileRegex(pattern).matcher(text).find();
