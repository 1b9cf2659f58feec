import { describe, expect, it } from 'vitest';
import { askedText, once, typedText } from '../../../adapters/slack/inbound.ts';
import { redactor } from '../../../adapters/slack/logging.ts';

describe('text from Slack', () => {
  it.each([
    ['plain words', 'plain words'],
    ['a &amp; b &lt;c&gt; &amp;lt;', 'a & b <c> &lt;'],
    ['feed add <https://a.example/feed?x=1&amp;y=2|a.example/feed>', 'feed add https://a.example/feed?x=1&y=2'],
    ['feed add <https://a.example/feed>', 'feed add https://a.example/feed'],
    ['<mailto:ana@a.example|ana@a.example>', 'ana@a.example'],
    ['in <#C123|news> for <@U123|ana>', 'in #news for @ana'],
    ['in <#C123> for <@U123> and <!here>', 'in #C123 for @U123 and @here'],
    ['a < b and c > d', 'a < b and c > d'],
  ])('%j is read as it was typed', (text, typed) => {
    expect(typedText(text)).toBe(typed);
  });

  it('loses the mention that called the bot, and no other', () => {
    expect(askedText('<@U0BOT>, who won?', 'U0BOT')).toBe('who won?');
    expect(askedText('who is <@U0ANA|ana>, <@U0BOT|crosswire>?', 'U0BOT')).toBe('who is @ana, ?');
  });
});

describe('what was handed in already', () => {
  it('is remembered, the oldest forgotten first', () => {
    const isNew = once(2);
    expect(['a', 'a', 'b', 'a', 'c', 'a', 'c'].map(isNew)).toEqual([true, false, true, false, true, true, false]);
  });
});

describe('a log line', () => {
  const redact = redactor(['s3cr3t', undefined, '']);
  it.each([
    ['token xoxb-12-34-abcDEF failed', 'token [secret] failed'],
    ['xoxe.xoxp-1-Mi0yLT and xapp-1-A0-2-ff', '[secret] and [secret]'],
    ['signed with s3cr3t', 'signed with [secret]'],
    ['wss://wss.slack.com/link/?ticket=abc-def&app_id=A1', 'wss://wss.slack.com/link/?ticket=[secret]&app_id=A1'],
    ['"response_url":"https://hooks.slack.com/commands/T1/2/x"', '"response_url":"[secret]"'],
    ['nothing here', 'nothing here'],
  ])('%j shows no secret', (line, shown) => {
    expect(redact(line)).toBe(shown);
  });
});
