/** A condition on labels as queries have it, or two that are joined. */
type LabelFilter =
  | { readonly left: LabelFilter; readonly right: LabelFilter }
  | { readonly matcher: { readonly name: string } }
  | { readonly name: string };

/** The labels that a filter looks at. Without recursion: filters may be as deep as a query is long. */
export function filteredLabels(filter: LabelFilter): string[] {
  const names: string[] = [];
  const open = [filter];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if ('left' in one) open.push(one.left, one.right);
    else names.push('matcher' in one ? one.matcher.name : one.name);
  }
  return names;
}
