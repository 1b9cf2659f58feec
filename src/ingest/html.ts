/** A `.html` file is one page: its article as plain paragraphs, its metadata as the page itself states it. */
import { Readability } from '@mozilla/readability';
import { decode } from './decode.ts';
import { depthOf, nestsDeeperThan, type PageDocument, type PageNode, parsePage } from './dom.ts';
import { readMetadata } from './metadata.ts';
import type { FileReading, Problem, SourceFile } from './outcome.ts';
import { pageMetadata } from './page-metadata.ts';
import { paragraphsOf } from './paragraphs.ts';
import { encodingWarnings } from './text.ts';
import { pastTitle } from './title.ts';

export const readHtml = (file: SourceFile): FileReading => {
  const { text: html, doubt } = decode(file.bytes, declaredEncoding(file.bytes));
  const warnings = [...encodingWarnings(file.path, doubt)];
  if (nestsDeeperThan(html, DEEPEST_READ)) {
    const message = `the page was left out: its elements nest more than ${DEEPEST_READ} deep`;
    return { articles: [], broken: [], warnings: [...warnings, { ...noArticle(file), message }] };
  }
  const page = parsePage(html);
  const given = pageMetadata(page);
  const content = mainContent(page, html);
  const paragraphs = content === undefined ? [] : paragraphsOf(content);
  if (paragraphs.length === 0) {
    return { articles: [], broken: [], warnings: [...warnings, noArticle(file)] };
  }
  const read = readMetadata(given, { file: file.path });
  const text = paragraphs.join('\n\n');
  const bodyStart = read.metadata.title === null ? 0 : pastTitle(text, 0, read.metadata.title);
  const article = { id: file.id, ...read.metadata, text, bodyStart };
  return { articles: [{ article, file: file.path }], broken: [], warnings: [...warnings, ...read.warnings] };
};

const noArticle = (file: SourceFile): Problem => ({
  file: file.path,
  code: 'no-article',
  message: 'the page holds no article text',
  fix: 'Save the text as .txt or .md.',
});

/** The label in `<meta charset>` or `<meta http-equiv>`, which the standard wants in the first 1024 bytes. */
const declaredEncoding = (bytes: Uint8Array): string | undefined => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
};

/** Deeper than any page that is meant to be read. */
const DEEPEST_READ = 10_000;

/** Browsers too stop nesting at about this depth; Readability's time grows with its square. */
const DEEPEST = 512;

/** Readability changes the page that it reads, so metadata must be taken before. What it finds nothing in is read whole. */
const mainContent = (page: PageDocument, html: string): PageNode | undefined => {
  const body = page.querySelector('body') ?? undefined;
  if (body === undefined || depthOf(body, DEEPEST) > DEEPEST) return body;
  const reader = new Readability<PageNode>(page, { serializer: (node: PageNode) => node });
  return reader.parse()?.content ?? parsePage(html).querySelector('body') ?? undefined;
};
