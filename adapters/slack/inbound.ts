/** Text as Slack hands it in -> text as it was typed. Pure. */

/** `<https://a.example|a.example>`, `<#C1|news>`, `<@U1|ana>`, `<!here>`: Slack's own mark-up, never typed text. */
const markup = /<(?:(https?:[^<>|\s]+|mailto:[^<>|\s]+)|([#@!])([^<>|]+))(?:\|([^<>]*))?>/gu;

/** As typed: links as their address, names as their label, the three escaped characters themselves. */
export const typedText = (text: string): string =>
  text
    .replace(markup, (_, url: string | undefined, sign: string | undefined, id: string | undefined, label?: string) => {
      if (url !== undefined) return url.replace(/^mailto:/u, '');
      const name = label === undefined || label === '' ? (id ?? '') : label;
      return `${sign === '#' ? '#' : '@'}${name.replace(/^@/u, '')}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

/** The same without the mention of the bot that called it. */
export const askedText = (text: string, botUser: string | undefined): string =>
  typedText(botUser === undefined ? text : text.replace(new RegExp(`<@${botUser}(?:\\|[^<>]*)?>[,:]?`, 'gu'), ' '))
    .replace(/\s+/gu, ' ')
    .trim();

/** Remembers what was handed in already: Slack sends an event again when an acknowledgement is late or lost. */
export const once = (most: number): ((id: string) => boolean) => {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    return true;
  };
};
