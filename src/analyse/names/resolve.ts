/**
 * One key for one person, place or organisation across articles, whatever the spelling or the role it is named by.
 * Two full names are one only when their surnames and their given names both agree; a bare surname follows a full name
 * only when no second one could be meant.
 */
import { distance } from 'fastest-levenshtein';
import type { NameMention } from '../../model.ts';
import { soundKey } from './fold.ts';
import { lookUp } from './gazetteer.ts';
import { ordinary } from './ordinary.ts';
import { givenNames, particles } from './roles.ts';

/** Forms compared within one block; beyond it only equal spellings meet, which keeps hostile input linear. */
const blockLimit = 32;
const isRole = (entity: string): boolean => entity.startsWith('role:');

/** Two romanisations of one word: same sounds, few letters apart, and not a masculine beside a feminine form. */
const sameWord = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 4 || soundKey(a) !== soundKey(b)) return false;
  if (/[ae]$/u.test(a) !== /[ae]$/u.test(b)) return false;
  return distance(a, b) <= Math.max(a.length, b.length) / 3;
};

interface Form {
  readonly key: string;
  readonly words: readonly string[];
  readonly surname: string;
  readonly given: readonly string[];
  /** What tells a son from his father: "jr", "iii"; null where nothing does. */
  readonly generation: string | null;
  /** A person, or a name of unknown kind that may be one. */
  readonly personal: boolean;
  articles: number;
}

const generations = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** "Ursula von der Leyen": the surname is what follows the last particle, or the last word. */
const formOf = (key: string, personal: boolean): Form => {
  const parts = key.split(' ');
  const last = parts.at(-1) ?? '';
  const generation = parts.length > 2 && generations.has(last) ? last : null;
  const words = generation === null ? parts : parts.slice(0, -1);
  const whole = words.length > 0 ? words : [key];
  return {
    key,
    words: whole,
    surname: whole.at(-1) ?? key,
    given: whole.slice(0, -1).filter((word) => !particles.has(word)),
    generation,
    personal,
    articles: 0,
  };
};

const isFull = (form: Form): boolean => form.personal && form.given.length > 0 && form.words.length <= 6;

/** Given names agree when every one of the shorter list has its match, in full or as an initial, in the longer. */
const givenAgree = (a: Form, b: Form): boolean => {
  const [short, long] = a.given.length <= b.given.length ? [a.given, b.given] : [b.given, a.given];
  return short.every((word) =>
    long.some(
      (other) =>
        sameWord(word, other) ||
        (word.length === 1 && other.startsWith(word)) ||
        (other.length === 1 && word.startsWith(other)),
    ),
  );
};
const hasInitial = (form: Form): boolean => form.given.every((word) => word.length === 1);

/** Disjoint sets over form keys. */
class Groups {
  readonly #parent = new Map<string, string>();

  find(key: string): string {
    let root = key;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    for (let at = key; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  /** The lexically smaller root stays, so that the order of unions does not matter. */
  join(a: string, b: string): void {
    const [first, second] = [this.find(a), this.find(b)].sort();
    if (first !== undefined && second !== undefined && first !== second) this.#parent.set(second, first);
  }
}

const groupBy = <T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [item]);
    else held.push(item);
  }
  return groups;
};

/** A father and a son are two: a name without its generation is neither's where the story tells of both. */
const generationsAgree = (a: Form, b: Form, block: readonly Form[]): boolean => {
  if (a.generation === b.generation) return true;
  if (a.generation !== null && b.generation !== null) return false;
  const told = block.filter((form) => sameWord(form.surname, a.surname) && givenAgree(form, a));
  return new Set(told.flatMap(({ generation }) => generation ?? [])).size === 1;
};

/** Unites spellings of full names; an initial joins a full given name only when one alone fits. */
const uniteFullNames = (forms: readonly Form[], groups: Groups): void => {
  for (const block of groupBy(forms.filter(isFull), (form) => soundKey(form.surname)).values()) {
    const compared = block.slice(0, blockLimit);
    compared.forEach((form, at) => {
      if (hasInitial(form)) return;
      for (const other of compared.slice(at + 1))
        if (
          !hasInitial(other) &&
          sameWord(form.surname, other.surname) &&
          givenAgree(form, other) &&
          generationsAgree(form, other, compared)
        )
          groups.join(form.key, other.key);
    });
    for (const form of compared.filter(hasInitial)) {
      const fits = compared.filter(
        (other) => !hasInitial(other) && sameWord(form.surname, other.surname) && givenAgree(form, other),
      );
      const roots = new Set(fits.map((other) => groups.find(other.key)));
      const [only] = roots;
      if (roots.size === 1 && only !== undefined) groups.join(form.key, only);
    }
  }
};

/** Places and organisations of one rare word, romanised in two ways. */
const uniteSpellings = (forms: readonly Form[], groups: Groups): void => {
  const single = forms.filter(
    (form) =>
      form.words.length === 1 && form.key.length >= 5 && lookUp(form.key) === undefined && !ordinary(form.key).known,
  );
  for (const block of groupBy(single, (form) => soundKey(form.key)).values()) {
    const compared = block.slice(0, blockLimit);
    compared.forEach((form, at) => {
      for (const other of compared.slice(at + 1)) if (sameWord(form.key, other.key)) groups.join(form.key, other.key);
    });
  }
};

/** Full names by every way of naming them in short: the surname, the last two words, a given name. */
const shortForms = (form: Form): string[] => {
  const ends = form.words.slice(1).map((_, at) => form.words.slice(at + 1).join(' '));
  return [...ends, ...form.given.slice(0, 1).filter((word) => givenNames.has(word))];
};

/** The one group that a short form can mean among full names, or undefined. */
const onlyMeaning = (short: Form, index: ReadonlyMap<string, readonly Form[]>, groups: Groups): string | undefined => {
  const fits = (index.get(soundKey(short.key)) ?? []).filter((full) =>
    shortForms(full).some((word) => sameWord(word, short.key)),
  );
  const [only, ...others] = new Set(fits.map((full) => groups.find(full.key)));
  return others.length === 0 ? only : undefined;
};

const indexOf = (forms: Iterable<Form>): Map<string, Form[]> => {
  const index = new Map<string, Form[]>();
  for (const form of forms)
    for (const key of new Set(shortForms(form).map(soundKey))) {
      const held = index.get(key);
      if (held === undefined) index.set(key, [form]);
      else if (held.length < blockLimit) held.push(form);
    }
  return index;
};

/**
 * Pairs of a role and the person named right beside it: "Ukrainian President Volodymyr Zelensky", "Rustem Umerov,
 * Ukraine's defence minister". The name right after the role, with no comma, is always the one meant.
 */
const tiesOf = (mentions: readonly NameMention[]): [role: string, person: string][] =>
  mentions.flatMap((role, at) => {
    if (!isRole(role.entity)) return [];
    const before = mentions[at - 1];
    const after = mentions[at + 1];
    const near = (from: number, to: number, most: number) => to - from >= 1 && to - from <= most;
    for (const [person, beside] of [
      [after, after !== undefined && near(role.end, after.start, 1)],
      [before, before !== undefined && near(before.end, role.start, 2)],
      [after, after !== undefined && near(role.end, after.start, 2)],
    ] as const)
      if (beside && person?.kind === 'person' && !isRole(person.entity)) return [[role.entity, person.entity]];
    return [];
  });

/**
 * @param mentions by article, each article's sentence by sentence in order
 * @returns the key of a mention that was given; a mention never given keeps its local key
 */
export const resolveNames = (
  mentions: ReadonlyMap<string, readonly NameMention[]>,
): ((mention: NameMention) => string) => {
  const forms = new Map<string, Form>();
  for (const list of mentions.values())
    for (const entity of new Set(list.map((mention) => mention.entity))) {
      if (isRole(entity)) continue;
      const personal = list.some(
        (mention) => mention.entity === entity && (mention.kind === 'person' || mention.kind === 'other'),
      );
      const held = forms.get(entity);
      const form =
        held === undefined || (personal && !held.personal)
          ? { ...formOf(entity, personal && lookUp(entity) === undefined), articles: held?.articles ?? 0 }
          : held;
      form.articles += 1;
      forms.set(entity, form);
    }
  const sorted = [...forms.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const groups = new Groups();
  uniteFullNames(sorted, groups);
  uniteSpellings(sorted, groups);

  const everywhere = indexOf(sorted.filter(isFull));
  const local = new Map<string, Map<string, string>>();
  const ties = new Map<string, Set<string>>();
  for (const [article, list] of mentions) {
    const own = [...new Set(list.map((mention) => mention.entity))].flatMap((entity) => forms.get(entity) ?? []);
    const index = indexOf(own.filter(isFull));
    const meaning = new Map<string, string>();
    for (const form of own) {
      if (!form.personal || lookUp(form.key) !== undefined) continue;
      const rare = form.words.some((word) => !ordinary(word).known) && !givenNames.has(form.key);
      const inArticle = isFull(form)
        ? undefined
        : index.has(soundKey(form.key))
          ? onlyMeaning(form, index, groups)
          : rare
            ? onlyMeaning(form, everywhere, groups)
            : undefined;
      if (inArticle !== undefined) meaning.set(form.key, inArticle);
    }
    for (const [role, person] of tiesOf(list)) {
      const holder = meaning.get(person) ?? groups.find(person);
      ties.set(role, (ties.get(role) ?? new Set()).add(holder));
      // Two holders in one article ("the former and the new president") leave the bare role to nobody.
      meaning.set(role, meaning.has(role) && meaning.get(role) !== holder ? role : holder);
    }
    local.set(article, meaning);
  }

  const best = new Map<string, Form>();
  for (const form of sorted) {
    const root = groups.find(form.key);
    const held = best.get(root);
    const better =
      held === undefined ||
      form.articles > held.articles ||
      (form.articles === held.articles && form.words.length > held.words.length);
    if (better) best.set(root, form);
  }
  const nameOf = (root: string): string => best.get(groups.find(root))?.key ?? root;

  const resolved = new Map<NameMention, string>();
  for (const [article, list] of mentions) {
    const meaning = local.get(article);
    for (const mention of list) {
      const held = meaning?.get(mention.entity);
      const [only, ...others] = ties.get(mention.entity) ?? [];
      const root = held ?? (only !== undefined && others.length === 0 ? only : mention.entity);
      resolved.set(mention, isRole(root) ? root : nameOf(root));
    }
  }
  return (mention) => resolved.get(mention) ?? mention.entity;
};
