/** The longest time that charts wait for fonts, ms: late fonts are worse placed axes, no fonts are no charts. */
const LONGEST_MS = 1500;

let ready: Promise<void> | undefined;

/** When canvases can measure text as it will look. */
export function fontsReady(): Promise<void> {
  ready ??= load();
  return ready;
}

async function load(): Promise<void> {
  const fonts = document.fonts;
  if (fonts === undefined || typeof fonts.load !== 'function') return;
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
  // A face is loaded when something asks for it; a canvas does not wait for it.
  const loaded = fonts.load('11px "Inter Variable"').then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([loaded, late]);
}
