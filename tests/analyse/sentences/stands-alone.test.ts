import { describe, expect, it } from 'vitest';
import { findNames } from '../../../src/analyse/names/names.ts';
import { connectiveLength, standsAlone } from '../../../src/analyse/sentences/stands-alone.ts';

const alone = (sentence: string): boolean => standsAlone(sentence, findNames(sentence));

describe('standsAlone', () => {
  it.each([
    'Rustem Umerov said on Monday that he would travel to Turkey.',
    'In his speech in Paris, Emmanuel Macron called for a new treaty.',
    'Norway says it will send forty engineers to Kenya.',
    'Angela Merkel told reporters in Berlin that the talks would resume this week.',
    'According to the Kenyan government, the bridge will reopen in March.',
    'The decision to close the port was taken by Norway in May.',
    'It is unclear whether Norway will join the treaty.',
    '“We will rebuild the harbour before winter,” Emmanuel Macron said.',
    'Norway and Kenya sent engineers, and forty of them reached the harbour.',
    'Emmanuel Macron left for Kenya, and the harbour will reopen in March, he said.',
    'Norway made an offer to the port of Mombasa, and its council will study the offer.',
    'The Kenyan government welcomed the plan of Norway for the harbour.',
    'Engineers in Norway praised the document agreed on by the ministers.',
    'Engineers in Kenya praised the offer Norway had made in March.',
  ])('holds: %s', (sentence) => expect(alone(sentence)).toBe(true));

  it.each([
    'He would travel to Turkey on Monday.',
    'This surprised officials in Norway and Kenya.',
    'The move comes two days after the vote in Norway.',
    'The latter was sent to Kenya by Norway.',
    'Norway rejected that offer on the first day of talks, and that was it.',
    'Officials from Norway announced this during a visit to Kenya.',
    'In 1983, it was forced to close by the Norwegian government.',
    'Documents passed from one side to the other, he said.',
    'Ships of NATO, he hinted, will sail in Norway again.',
    'One demands that Norway withdraw its engineers from Kenya.',
    'Others said Norway would send engineers to Kenya.',
    'Despite this, Norway will send forty engineers to Kenya.',
    'However, despite the storm, Norway sent the ships.',
    'Norway to send forty engineers to Kenya',
    'Will Norway send forty engineers to Kenya?',
    'Norway said the harbour is a priority”.',
    'Forty engineers from Norway in the port of Mombasa.',
    'NORWAY SAYS THE ENGINEERS WILL LEAVE FOR KENYA.',
    'We sent forty engineers from Norway to Kenya.',
    'See how Norway rebuilt the harbour in the video below.',
    '“We will rebuild the harbour before winter.”',
    '“We will rebuild the harbour before winter,” the delegation said.',
    'Norway said it was ready...',
    'Both sides are sharply divided on the issue.',
    'Emmanuel Macron of France was not among them.',
    'Ships of the Norwegian navy will sail again, Kenyan papers wrote, and the harbour is open, he said.',
    'Norwegian engineers need time to review the document before they answer.',
    'According to the Norwegian delegation, the plan concerns the harbour of Mombasa.',
    'Kenyan fishermen welcomed the decision.',
    'Emmanuel Macron, who leads the French delegation, confirms it.',
    'Each side would send forty engineers, said Emmanuel Macron.',
  ])('leans: %s', (sentence) => expect(alone(sentence)).toBe(false));

  it('lets an item of a list stand without its full stop', () => {
    const item = 'Norway will send forty engineers to Kenya';
    expect(standsAlone(item, findNames(item), true)).toBe(true);
    expect(standsAlone(item, findNames(item), false)).toBe(false);
  });
});

describe('connectiveLength', () => {
  it('cuts an opening only before a capital', () => {
    expect(connectiveLength('However, Norway agreed.')).toBe('However, '.length);
    expect(connectiveLength('But Norway agreed.')).toBe('But '.length);
    expect(connectiveLength('However, despite the storm, Norway agreed.')).toBe(0);
    expect(connectiveLength('Further Norwegian ships left.')).toBe(0);
  });
});
