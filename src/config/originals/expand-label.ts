/**
 * Replaces `${NAME}` and `$NAME` in an external label as Prometheus does, an unset variable by nothing; `$$` stays as `$`.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file (`external_labels`)
 */
export function expandLabel(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$(?:\$|\{([^{}]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g, (found, inBraces?: string, bare?: string) =>
    found === '$$' ? '$' : (environment[inBraces ?? bare!] ?? ''),
  );
}
