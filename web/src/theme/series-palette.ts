/**
 * Colours of series in the order in which they are given out. Neighbours differ in lightness as well as in hue, after
 * the palette of Okabe and Ito, so that they can be told apart with every kind of colour blindness.
 */
export const SERIES_PALETTE: Readonly<Record<'dark' | 'light', readonly string[]>> = {
  dark: [
    ...['#5aa2f5', '#e8a33d', '#3fc1a0', '#e0709f', '#f0e05a', '#9d8cf0', '#f07f4f', '#8fd3f4', '#a9b665', '#c99a6b'],
    ...['#4f7fd1', '#b87a1f', '#2a8f77', '#b04c79', '#b8aa2f', '#7463c9', '#bd5a31', '#5f9fc0', '#7c8a3c', '#977046'],
  ],
  light: [
    ...['#1c63c4', '#b96a00', '#0f8466', '#b83273', '#8a7a00', '#6748c8', '#c24a17', '#2f87b5', '#66751d', '#8a5a2b'],
    ...['#4d8ae6', '#e09a3a', '#3fb394', '#d96b9f', '#b8a62b', '#9079e2', '#e2794d', '#66b0d6', '#93a350', '#b5875a'],
  ],
};
