/** Who the generated telemetry comes from. */
export const SERVICES = [
  'checkout',
  'cart',
  'catalog',
  'search',
  'payments',
  'shipping',
  'accounts',
  'gateway',
  'mail',
  'ads',
];
