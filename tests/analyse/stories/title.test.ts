import { describe, expect, it } from 'vitest';
import { type TitledArticle, titleOf } from '../../../src/analyse/stories/title.ts';
import type { Claim, Statement } from '../../../src/model.ts';

const terms = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}|\d+/gu) ?? [];

const statement = (text: string, more: Partial<Statement> = {}): Statement => ({
  id: `a#${text.length}`,
  article: 'a',
  citation: { article: 'a', start: 0, end: text.length, quote: text },
  text,
  paragraph: 0,
  position: 0,
  speaker: null,
  stance: 'asserts',
  tense: 'happened',
  names: [],
  quantities: [],
  dates: [],
  terms: terms(text),
  standsAlone: true,
  ...more,
});

const article = (title: string | null, ...sentences: string[]): TitledArticle => ({
  title,
  titleTerms: terms(title ?? ''),
  statements: sentences.map((text) => statement(text)),
  body: sentences.join(' '),
});

const claim = (...statements: [Statement, ...Statement[]]): Claim => ({
  id: statements[0].id,
  statements,
  voices: statements.map((each) => each.article),
  support: 'single',
});

describe('titleOf', () => {
  it('takes the headline that says most of what all report', () => {
    const articles = [
      article('Harbour chief praises crews', 'The harbour of Varnholm reopened on Friday.'),
      article('Varnholm harbour reopens after storm', 'Varnholm harbour reopened after the storm.'),
      article('Fishing boats leave Varnholm harbour again', 'Boats left the harbour of Varnholm.'),
    ];
    expect(titleOf(articles, [])).toBe('Varnholm harbour reopens after storm');
    expect(titleOf([...articles].reverse(), [])).toBe('Varnholm harbour reopens after storm');
  });

  it('prefers its best claim to a question or a lure', () => {
    const text = 'The harbour of Varnholm reopened on Friday after a storm.';
    const articles = [article('Is the harbour safe now?', text), article('What this harbour master did next', text)];
    expect(titleOf(articles, [claim(statement(text))])).toBe(
      'The harbour of Varnholm reopened on Friday after a storm',
    );
  });

  it('takes no claim that leans on another sentence, is denied, asked or quoted', () => {
    const good = 'Divers found a broken chain across the harbour mouth';
    const claims = [
      claim(statement('It reopened on Friday after the storm in Varnholm.', { standsAlone: false })),
      claim(statement('The harbour did not close, the mayor said.', { stance: 'denies' })),
      claim(statement('Who will pay for the harbour of Varnholm?')),
      claim(statement('“The harbour of Varnholm is open,” the mayor said.')),
      claim(statement(`${good}.`)),
    ];
    expect(titleOf([article(null)], claims)).toBe(good);
  });

  it('opens with what there is when nothing else can be said, cut at a word', () => {
    expect(titleOf([article('Why?')], [])).toBe('Why?');
    const cut = titleOf([article(null, `Tides ${'and more tides '.repeat(30)}`)], []);
    expect(cut).toMatch(/^Tides and .*(?:and|more|tides)…$/u);
    expect(cut.length).toBeLessThanOrEqual(121);
    expect(titleOf([article(null)], [])).toBe('Untitled');
  });
});
