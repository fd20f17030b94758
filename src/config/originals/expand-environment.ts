/**
 * Replaces `${NAME}`, `${NAME:-default}` and `${NAME:default}` as Loki, Tempo and Mimir do under
 * `-config.expand-env=true`: before the YAML is parsed, an unset variable without a default by nothing. `$${` stays as
 * `${`. Other uses of `$` are left alone.
 */
export function expandEnvironment(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  return text.replace(
    /\$(\$\{)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-?([^{}]*))?\}/g,
    (_, escaped: string | undefined, name: string | undefined, fallback: string | undefined) => {
      if (escaped !== undefined) return escaped;
      return environment[name!] || (fallback ?? '');
    },
  );
}
