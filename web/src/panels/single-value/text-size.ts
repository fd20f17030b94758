/** Size at which texts are measured, px. */
const MEASURED_AT = 100;
/** Mean width of a letter where nothing can be measured, em. */
const LETTER_EM = 0.6;

const widths = new Map<string, number>();
/** Texts are kept so that a panel that is drawn again measures nothing. */
const MOST_KEPT = 5000;

let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the UI's font, em. */
export function textWidth(text: string): number {
  const kept = widths.get(text);
  if (kept !== undefined) return kept;
  if (widths.size >= MOST_KEPT) widths.clear();
  const width = measured(text);
  widths.set(text, width);
  return width;
}

function measured(text: string): number {
  if (context === undefined) {
    context = document.createElement('canvas').getContext?.('2d') ?? null;
    if (context) {
      const family = getComputedStyle(document.documentElement).getPropertyValue('--font') || 'sans-serif';
      context.font = `600 ${MEASURED_AT}px ${family}`;
    }
  }
  return context ? context.measureText(text).width / MEASURED_AT : text.length * LETTER_EM;
}

interface Room {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly most?: number;
  readonly least?: number;
}

/** The largest size at which one line of text fits, px; never less than `least`. */
export function fittingSize(text: string, { width, height, most = 200, least = 10 }: Room): number {
  const byWidth = width / Math.max(0.5, textWidth(text));
  const byHeight = height / LINE_HEIGHT;
  return Math.max(least, Math.floor(Math.min(byWidth, byHeight, most)));
}

/** Of one line of large text, em. */
export const LINE_HEIGHT = 1.2;

/** The longest as it is drawn: values beside each other have one size. */
export function widestOf(texts: readonly string[]): string {
  let widest = '';
  for (const text of texts) if (text.length >= widest.length && textWidth(text) > textWidth(widest)) widest = text;
  return widest;
}
