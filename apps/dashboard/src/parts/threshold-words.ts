const SOURCE_WORDS: Record<string, string> = {
  level: 'set for this warehouse',
  product: 'set for the product',
  category: 'of the category',
  company: 'of the company',
};

/** Where a threshold came from. A newer server may know a source that this page does not. */
export const sourceWords = (source: string): string => SOURCE_WORDS[source] ?? source;
