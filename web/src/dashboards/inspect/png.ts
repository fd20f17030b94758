/** Pixels of the picture for each CSS pixel. */
const SCALE = 2;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element as it is drawn: a copy with all styles written into it, within an SVG that the browser draws. Canvases are
 * copied as pictures. Fonts that the page has loaded are not known to the SVG; those of the system stand in.
 */
export async function pngOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const copy = styledCopy(element);
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('xmlns', SVG);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  const holder = document.createElementNS(SVG, 'foreignObject');
  holder.setAttribute('width', '100%');
  holder.setAttribute('height', '100%');
  holder.append(copy);
  svg.append(holder);
  const text = new XMLSerializer().serializeToString(svg);
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser has no canvas');
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)));
  });
}

function styledCopy(element: Element): Element {
  if (element instanceof HTMLCanvasElement) {
    const image = document.createElement('img');
    image.src = element.toDataURL();
    copyStyle(element, image);
    return image;
  }
  const copy = element.cloneNode(false) as Element;
  if (copy instanceof HTMLElement || copy instanceof SVGElement) copyStyle(element, copy);
  for (const child of element.childNodes) {
    copy.append(child instanceof Element ? styledCopy(child) : child.cloneNode(true));
  }
  return copy;
}

function copyStyle(from: Element, to: HTMLElement | SVGElement): void {
  const style = getComputedStyle(from);
  for (const name of style) to.style.setProperty(name, style.getPropertyValue(name));
}

function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the copy of the panel could not be drawn'));
    image.src = url;
  });
}
