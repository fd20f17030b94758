import type { Tone } from '../controls/notice';

const TONES: Readonly<Record<string, Tone>> = { critical: 'bad', error: 'bad', warning: 'warn' };

/** Of the severities that people give their alerts; others have none. */
export const severityTone = (severity: string | undefined): Tone | undefined => TONES[severity ?? ''];
