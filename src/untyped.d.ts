/** Types for dependencies that ship none; only what Crosswire calls. */
declare module 'wink-porter2-stemmer' {
  /** The Porter2 stem of one word, lower-cased. */
  export default function stem(word: string): string;
}
