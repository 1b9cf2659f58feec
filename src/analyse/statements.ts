/** The statements of all stories as a map by article, unfolded story by story as they are asked for. */
import type { Statement } from '../model.ts';
import type { ToldStory } from './stories/told.ts';

type Statements = readonly Statement[];

export class StatementView implements ReadonlyMap<string, Statements> {
  readonly #stories = new Map<string, ToldStory>();

  constructor(told: readonly ToldStory[]) {
    for (const each of told) for (const article of each.story.articles) this.#stories.set(article, each);
  }

  get size(): number {
    return this.#stories.size;
  }

  has(article: string): boolean {
    return this.#stories.has(article);
  }

  get(article: string): Statements | undefined {
    return this.#stories.get(article)?.statementsOf(article);
  }

  keys(): MapIterator<string> {
    return this.#stories.keys();
  }

  *entries(): MapIterator<[string, Statements]> {
    for (const [article, told] of this.#stories) yield [article, told.statementsOf(article)];
  }

  *values(): MapIterator<Statements> {
    for (const [, statements] of this.entries()) yield statements;
  }

  [Symbol.iterator](): MapIterator<[string, Statements]> {
    return this.entries();
  }

  forEach(visit: (statements: Statements, article: string, map: ReadonlyMap<string, Statements>) => void): void {
    for (const [article, statements] of this.entries()) visit(statements, article, this);
  }
}
