const widths = new Map<string, number>();
/** Texts of axes come again in every chart and drawing; beyond so many they are measured anew. */
const KEPT = 5_000;

/** Width of a text in px of the canvas. To measure it costs a canvas more than to draw a line, most of it to set the font. */
export function textWidth(context: CanvasRenderingContext2D, text: string, font: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context.save();
  context.font = font;
  const { width } = context.measureText(text);
  context.restore();
  if (widths.size >= KEPT) widths.clear();
  widths.set(key, width);
  return width;
}
