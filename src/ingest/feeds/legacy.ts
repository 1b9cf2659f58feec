/** Old and careless forms of feeds, put into the form that the parser knows. Pure, linear. */

const BASE64 =
  /<((?:[\w-]{1,20}:)?(?:title|summary|content|tagline|subtitle|copyright|info))\b([^<>]{0,300})>([^<]*)</giu;

/** Atom 0.3 wraps binary-safe text: `<title mode="base64">`. It becomes escaped text of the same element. */
const withoutBase64 = (xml: string): string =>
  /mode\s{0,5}=\s{0,5}["']base64/iu.test(xml)
    ? xml.replace(BASE64, (whole, name: string, attributes: string, text: string) =>
        /\bmode\s{0,5}=\s{0,5}["']base64["']/iu.test(attributes)
          ? `<${name}${attributes}>${escaped(fromBase64(text))}<`
          : whole,
      )
    : xml;

/** UTF-8 in base64 as text; what is none comes out as replacement characters, never as an error. */
export const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Some write items straight into `<rss>`: a channel is put round them. */
const withChannel = (xml: string): string => {
  if (/<(?:\w{1,20}:)?channel[\s>]/iu.test(xml)) return xml;
  const root = /<rss(?:\s[^<>]{0,2000})?>/iu.exec(xml);
  const end = xml.toLowerCase().lastIndexOf('</rss');
  if (root === null || end < root.index) return xml;
  const start = root.index + root[0].length;
  return `${xml.slice(0, start)}<channel>${xml.slice(start, end)}</channel>${xml.slice(end)}`;
};

const ONE_SKIPPED = /<(skipHours|skipDays)>(\s{0,100}<(hour|day)>[^<]{1,20}<\/\3>)\s{0,100}<\/\1>/giu;

/** The parser passes over a list of one hour or day; named twice, it is heard. */
const withSkipped = (xml: string): string => xml.replace(ONE_SKIPPED, '<$1>$2$2</$1>');

export const modernised = (xml: string): string => withSkipped(withChannel(withoutBase64(xml)));

/** "Fewer than <3" and "a < b" are no tags: what cannot begin one is escaped. For a feed that could not be parsed as it is. */
export const withoutStrayMarks = (xml: string): string => xml.replace(/<(?![a-z_:/!?])/giu, '&lt;');
