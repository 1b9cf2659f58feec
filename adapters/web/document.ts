/** The HTML around every page. React escapes whatever stands in it. */
import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

export interface Document {
  readonly title: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  readonly bodyClass: string;
  readonly body: ReactNode;
}

export const documentHtml = ({ title, styles, scripts, bodyClass, body }: Document): string =>
  `<!doctype html>${renderToStaticMarkup(
    h(
      'html',
      { lang: 'en' },
      h(
        'head',
        null,
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', null, title),
        h('link', { rel: 'icon', href: '/assets/mark.svg', type: 'image/svg+xml' }),
        styles.map((href) => h('link', { key: href, rel: 'stylesheet', href })),
        scripts.map((src) => h('script', { key: src, type: 'module', src })),
      ),
      h('body', { className: bodyClass }, body),
    ),
  )}`;

export const fragmentHtml = (node: ReactNode): string => renderToStaticMarkup(node);

/** Markup that was made safe where it was made. */
export const trusted = (html: string): { readonly __html: string } => ({ __html: html });
