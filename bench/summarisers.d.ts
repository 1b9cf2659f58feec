/** What the bench calls of two summarisers of npm that come without types. */
declare module 'lexrank' {
  const lexrank: {
    summarize(
      text: string,
      lines: number,
      done: (problem: unknown, lines: readonly { readonly text: string }[], summary: string) => void,
    ): void;
  };
  export default lexrank;
}

declare module 'node-summarizer' {
  interface Summary {
    readonly summary: string;
  }
  const summarizers: {
    SummarizerManager: new (
      text: string,
      sentences: number,
    ) => {
      getSummaryByFrequency(): Summary;
      getSummaryByRank(): Promise<Summary>;
    };
  };
  export default summarizers;
}
