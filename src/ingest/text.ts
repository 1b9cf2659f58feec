/** A `.txt` file is one article: its content as it stands, its name as its id. */
import { decode } from './decode.ts';
import type { FileReading, Problem, SourceFile } from './outcome.ts';
import { findTitle, pastBlank } from './title.ts';

export const readText = (file: SourceFile): FileReading => {
  const decoded = decode(file.bytes);
  const found = findTitle(decoded.text, 0);
  const article = {
    id: file.id,
    title: found?.title ?? null,
    publisher: null,
    url: null,
    published: null,
    text: decoded.text,
    bodyStart: found?.end ?? pastBlank(decoded.text, 0),
  };
  return { articles: [{ article, file: file.path }], broken: [], warnings: encodingWarnings(file.path, decoded.doubt) };
};

export const encodingWarnings = (file: string, doubt: string | undefined): readonly Problem[] =>
  doubt === undefined ? [] : [{ file, code: 'encoding', message: doubt, fix: 'Save the file as UTF-8.' }];
