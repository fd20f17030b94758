interface Scheme {
  /** From the least value to the greatest. */
  readonly stops: readonly string[];
  /** From light to dark: turned over on a dark background, where the greatest must shine. */
  readonly isFromLight: boolean;
}

const fromLight = (...stops: string[]): Scheme => ({ stops, isFromLight: true });
const asIs = (...stops: string[]): Scheme => ({ stops, isFromLight: false });

/**
 * Colour schemes by the names that dashboards know: those of ColorBrewer (Apache-2.0) and of matplotlib (CC0), each at a few
 * points between which colours are mixed.
 */
export const SCHEMES: Readonly<Record<string, Scheme>> = {
  Oranges: fromLight('#fff5eb', '#fdd0a2', '#fd8d3c', '#d94801', '#7f2704'),
  Blues: fromLight('#f7fbff', '#c6dbef', '#6baed6', '#2171b5', '#08306b'),
  Greens: fromLight('#f7fcf5', '#c7e9c0', '#74c476', '#238b45', '#00441b'),
  Greys: fromLight('#ffffff', '#d9d9d9', '#969696', '#525252', '#000000'),
  Purples: fromLight('#fcfbfd', '#dadaeb', '#9e9ac8', '#6a51a3', '#3f007d'),
  Reds: fromLight('#fff5f0', '#fcbba1', '#fb6a4a', '#cb181d', '#67000d'),
  BuGn: fromLight('#f7fcfd', '#ccece6', '#66c2a4', '#238b45', '#00441b'),
  BuPu: fromLight('#f7fcfd', '#bfd3e6', '#8c96c6', '#88419d', '#4d004b'),
  GnBu: fromLight('#f7fcf0', '#ccebc5', '#7bccc4', '#2b8cbe', '#084081'),
  OrRd: fromLight('#fff7ec', '#fdd49e', '#fc8d59', '#d7301f', '#7f0000'),
  PuBu: fromLight('#fff7fb', '#d0d1e6', '#74a9cf', '#0570b0', '#023858'),
  PuBuGn: fromLight('#fff7fb', '#d0d1e6', '#67a9cf', '#02818a', '#014636'),
  PuRd: fromLight('#f7f4f9', '#d4b9da', '#df65b0', '#ce1256', '#67001f'),
  RdPu: fromLight('#fff7f3', '#fcc5c0', '#f768a1', '#ae017e', '#49006a'),
  YlGn: fromLight('#ffffe5', '#d9f0a3', '#78c679', '#238443', '#004529'),
  YlGnBu: fromLight('#ffffd9', '#c7e9b4', '#41b6c4', '#225ea8', '#081d58'),
  YlOrBr: fromLight('#ffffe5', '#fee391', '#fe9929', '#cc4c02', '#662506'),
  YlOrRd: fromLight('#ffffcc', '#fed976', '#fd8d3c', '#e31a1c', '#800026'),
  BrBG: asIs('#543005', '#bf812d', '#f5f5f5', '#35978f', '#003c30'),
  PRGn: asIs('#40004b', '#9970ab', '#f7f7f7', '#5aae61', '#00441b'),
  PiYG: asIs('#8e0152', '#de77ae', '#f7f7f7', '#7fbc41', '#276419'),
  PuOr: asIs('#2d004b', '#8073ac', '#f7f7f7', '#e08214', '#7f3b08'),
  RdBu: asIs('#67001f', '#d6604d', '#f7f7f7', '#4393c3', '#053061'),
  RdGy: asIs('#67001f', '#d6604d', '#ffffff', '#878787', '#1a1a1a'),
  RdYlBu: asIs('#a50026', '#f46d43', '#ffffbf', '#74add1', '#313695'),
  RdYlGn: asIs('#a50026', '#f46d43', '#ffffbf', '#66bd63', '#006837'),
  Spectral: asIs('#9e0142', '#f46d43', '#ffffbf', '#66c2a5', '#5e4fa2'),
  Viridis: asIs('#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'),
  Magma: asIs('#000004', '#51127c', '#b73779', '#fc8961', '#fcfdbf'),
  Inferno: asIs('#000004', '#57106e', '#bc3754', '#f98e09', '#fcffa4'),
  Plasma: asIs('#0d0887', '#7e03a8', '#cc4778', '#f89540', '#f0f921'),
  Cividis: asIs('#00224e', '#434e6c', '#7d7c78', '#bcae6c', '#fee838'),
  Turbo: asIs('#30123b', '#4686fb', '#1be5b5', '#a4fc3c', '#fb7e21', '#7a0403'),
  Warm: asIs('#6e40aa', '#bf3caf', '#fe4b83', '#ff7847', '#e2b72f', '#aff05b'),
  Cool: asIs('#6e40aa', '#4776de', '#1ac7c2', '#40f373', '#aff05b'),
  Cubehelix: asIs('#000000', '#1a534c', '#a07949', '#c7b3ed', '#ffffff'),
  Rainbow: asIs('#6e40aa', '#fe4b83', '#aff05b', '#1ac7c2', '#6e40aa'),
  Sinebow: asIs('#ff4040', '#80ff00', '#00bfbf', '#8000ff', '#ff4040'),
};
