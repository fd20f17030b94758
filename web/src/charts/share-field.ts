import { type Field, type GrafanaTheme2, getDisplayProcessor } from '@grafana/data';

/** A field whose values are shares, 0 to 1: of stacks of 100 %. */
export function shareField(field: Field, theme: GrafanaTheme2): Field {
  const config = { ...field.config, unit: 'percentunit', min: field.config.min ?? 0, max: field.config.max ?? 1 };
  const share = { ...field, config };
  return { ...share, display: getDisplayProcessor({ field: share, theme }) };
}
