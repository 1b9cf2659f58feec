/** Feeds as publishers of every kind write them, and what a reader gets of each: title, outlet, date, text, link. */
import { describe, expect, it } from 'vitest';
import { items } from './samples.ts';

const CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"';
const MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"';
const rss = (channel: string, names = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" ${names}><channel>${channel}</channel></rss>`;
const DATE = '<pubDate>Mon, 02 Jun 2025 08:00:00 GMT</pubDate>';
const article = (feed: string) => items(feed)[0]?.article;

describe('what a reader gets', () => {
  it('of a small site: a date as people write it, an address that counts from the site', () => {
    const feed = rss(
      '<title>Millbrook Notes</title><item><title>Ferry &amp;amp; bus times</title><link>/notes/times.html#summer</link><pubDate>Monday, June 2, 2025 09:00</pubDate></item>',
    );
    expect(article(feed)).toMatchObject({
      title: 'Ferry & bus times',
      publisher: 'Millbrook Notes',
      published: '2025-06-02',
      url: 'https://post.example/notes/times.html',
    });
  });

  it('of a press office: its name without the kind of feed', () => {
    const feed = rss(
      '<title>Ministry of Roads - Press releases</title><link>https://roads.example/</link><item><title>\n  MINISTRY OPENS BRIDGE\n</title><link>https://roads.example/press/114?lang=en&amp;utm_source=rss</link><description>&lt;p&gt;The minister opened the bridge on Monday.&lt;/p&gt;&lt;p&gt;&lt;a href="/x"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description></item>',
    );
    expect(article(feed)).toMatchObject({
      title: 'MINISTRY OPENS BRIDGE',
      publisher: 'Ministry of Roads',
      url: 'https://roads.example/press/114?lang=en',
      text: 'The minister opened the bridge on Monday.',
    });
  });

  it('of a wire: its text in full, the page and not the picture', () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Northern Wire: Top News</title><entry><id>tag:1</id><title type="html">Bridge closed &amp;#8211; authority</title><link rel="enclosure" type="image/jpeg" href="https://wire.example/a.jpg"/><link href="https://wire.example/a"/><published>2025-06-02T08:00:00Z</published><updated>2025-06-02T10:59:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>LUBLIN, June 2 (Northern Wire) - The bridge was closed.</p></div></content></entry></feed>`;
    expect(article(feed)).toMatchObject({
      title: 'Bridge closed – authority',
      publisher: 'Northern Wire',
      url: 'https://wire.example/a',
      published: '2025-06-02T08:00:00Z',
      text: 'LUBLIN, June 2 (Northern Wire) - The bridge was closed.',
    });
  });

  it('of a weblog: its text without captions, buttons and the line of the program', () => {
    const feed = rss(
      `<title>The Valley Herald</title><item><title>Mayor&#8217;s plan</title><link>https://valley.example/plan/</link>${DATE}<description><![CDATA[<p>The mayor said [&#8230;]</p>]]></description><content:encoded><![CDATA[<figure><figcaption>A bridge.</figcaption></figure><p>The mayor said on Monday that one bridge is enough.</p><p>The post <a href="x">Plan</a> appeared first on <a href="y">The Valley Herald</a>.</p>]]></content:encoded></item>`,
      CONTENT,
    );
    expect(article(feed)).toMatchObject({
      title: 'Mayor’s plan',
      text: 'The mayor said on Monday that one bridge is enough.',
    });
  });

  it('of a newsletter: no plea to subscribe, and no number of a note at the end of a word', () => {
    const feed = rss(
      `<title>Harbour Letters</title><item><title>Why the ferry is late</title><link>https://harbour.example/p/ferry</link><content:encoded><![CDATA[<div><p>Thanks for reading Harbour Letters! Subscribe for free to receive new posts.</p><form><input type="email"/></form></div><p>The ferry was 40 minutes late on Sunday.<a href="#footnote-1">1</a></p><p><a href="https://x.example/share"><span>Share</span></a></p><p>The company blames the tide of <a href="https://tide.example/table#2024">2024</a>.</p>]]></content:encoded></item>`,
      CONTENT,
    );
    expect(article(feed)?.text).toBe(
      'The ferry was 40 minutes late on Sunday.\n\nThe company blames the tide of 2024.',
    );
  });

  it('of a channel of videos: the words that stand with each', () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" ${MEDIA}><title>Harbour TV</title><entry><id>yt:video:abc</id><title>Bridge closed</title><link rel="alternate" href="https://video.example/watch?v=abc"/><published>2025-06-02T06:00:00+00:00</published><media:group><media:title>Bridge closed</media:title><media:description>The bridge was closed on Monday.\n\nOur reporter was there.</media:description></media:group></entry></feed>`;
    expect(article(feed)).toMatchObject({
      url: 'https://video.example/watch?v=abc',
      text: 'The bridge was closed on Monday.\n\nOur reporter was there.',
    });
  });

  it('of a podcast: the words that stand with each, and no address that it does not give', () => {
    const feed = rss(
      `<title>Morning Harbour</title><item><title>Ep. 12: The bridge</title><guid isPermaLink="false">9f2c</guid>${DATE}<itunes:summary>Why the bridge was closed, and what comes next.</itunes:summary><enclosure url="https://cdn.example/12.mp3" length="1" type="audio/mpeg"/></item>`,
      'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
    );
    expect(article(feed)).toMatchObject({ url: null, text: 'Why the bridge was closed, and what comes next.' });
  });

  it('of a microblog: posts without titles, with what their links say', () => {
    const feed = rss(
      `<title>Harbour Office</title><item><guid>https://social.example/@harbour/1</guid><link>https://social.example/@harbour/1</link>${DATE}<description>&lt;p&gt;The ferry leaves at 14:00 today. &lt;a href="https://social.example/tags/ferry"&gt;#&lt;span&gt;ferry&lt;/span&gt;&lt;/a&gt;&lt;/p&gt;</description></item>`,
    );
    expect(article(feed)).toMatchObject({ title: null, text: 'The ferry leaves at 14:00 today. #ferry' });
  });

  it('of an aggregator: the outlet that it names, its headline alone, and none of the links to others as its text', () => {
    const feed = rss(
      `<title>"lublin bridge" - All News</title><item><title>Bridge closed after cracks - The Valley Herald</title><link>https://allnews.example/rss/articles/1?oc=5</link><guid isPermaLink="false">1</guid>${DATE}<description>&lt;ol&gt;&lt;li&gt;&lt;a href="https://allnews.example/1"&gt;Bridge closed after cracks&lt;/a&gt;&amp;nbsp;&lt;font&gt;The Valley Herald&lt;/font&gt;&lt;/li&gt;&lt;li&gt;&lt;a href="https://allnews.example/2"&gt;Traffic led over ferry&lt;/a&gt;&amp;nbsp;&lt;font&gt;Harbour TV&lt;/font&gt;&lt;/li&gt;&lt;/ol&gt;</description><source url="https://valley.example">The Valley Herald</source></item>`,
    );
    expect(items(feed)[0]).toMatchObject({
      article: { title: 'Bridge closed after cracks', publisher: 'The Valley Herald', text: '' },
      page: { url: 'https://allnews.example/rss/articles/1?oc=5' },
    });
  });

  it('of a bridge from a messenger: its lines as paragraphs, its plea to subscribe left out', () => {
    const feed = rss(
      `<title>Harbour Channel - Telegram</title><item><guid>https://bridge.example/harbour/77</guid><link>https://bridge.example/harbour/77</link>${DATE}<description><![CDATA[<b>The bridge near Lublin is closed</b><br/><br/>The authority said on Monday that 3 cracks were found.<br/><br/><a href="https://bridge.example/harbour">Subscribe to Harbour Channel</a><br/><img src="x.jpg">]]></description></item>`,
    );
    expect(article(feed)).toMatchObject({
      title: null,
      publisher: 'Harbour Channel',
      text: 'The bridge near Lublin is closed\n\nThe authority said on Monday that 3 cracks were found.',
    });
  });
});
