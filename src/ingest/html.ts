/** A `.html` file is one page: its article as plain paragraphs, its metadata as the page itself states it. */
import { decode } from './decode.ts';
import { readMetadata } from './metadata.ts';
import type { FileReading, Problem, SourceFile } from './outcome.ts';
import { DEEPEST_READ, declaredEncoding, extractPage } from './pages/extract.ts';
import { encodingWarnings } from './text.ts';
import { pastTitle } from './title.ts';

export const readHtml = (file: SourceFile): FileReading => {
  const { text: html, doubt } = decode(file.bytes, declaredEncoding(file.bytes));
  const warnings = [...encodingWarnings(file.path, doubt)];
  const page = extractPage(html);
  if (page === undefined) {
    const message = `the page was left out: its elements nest more than ${DEEPEST_READ} deep`;
    return { articles: [], broken: [], warnings: [...warnings, { ...noArticle(file), message }] };
  }
  const { given, paragraphs } = page;
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
