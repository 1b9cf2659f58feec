/** Types for dependencies that ship none; only what Crosswire calls. */
declare module 'wink-porter2-stemmer' {
  /** The Porter2 stem of one word, lower-cased. */
  export default function stem(word: string): string;
}

declare module 'sbd' {
  interface Options {
    newline_boundaries?: boolean;
    preserve_whitespace?: boolean;
    abbreviations?: readonly string[] | null;
    sanitize?: boolean;
    allowed_tags?: false | readonly string[];
    html_boundaries?: boolean;
  }
  const tokenizer: { sentences(text: string, options?: Options): string[] };
  export default tokenizer;
}
