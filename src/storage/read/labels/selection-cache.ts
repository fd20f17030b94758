import { LRUCache } from 'lru-cache';

/** Label sets or texts that are held over all answers: a word each, for what they refer to is in memory anyway. */
const MAX_ITEMS = 500_000;
const MAX_ANSWERS = 1_000;

/** Answers about label sets, as long as nothing changed in these: dashboards ask the same again and again. */
export class SelectionCache {
  private readonly answers = new LRUCache<string, { readonly version: number; readonly answer: object }>({
    max: MAX_ANSWERS,
    maxSize: MAX_ITEMS,
  });

  clear(): void {
    this.answers.clear();
  }

  /** What was kept under a key since `version`, else what `make` gives; `itemsOf`: how much there is to keep. */
  async of<T extends object>(
    key: readonly unknown[],
    version: number,
    make: () => Promise<T>,
    itemsOf: (answer: T) => number,
  ): Promise<T> {
    const text = JSON.stringify(key);
    const kept = this.answers.get(text);
    // A key has answers of one type only, as its first element tells what was asked for.
    if (kept?.version === version) return kept.answer as T;
    const answer = await make();
    this.answers.set(text, { version, answer }, { size: itemsOf(answer) + text.length });
    return answer;
  }
}
