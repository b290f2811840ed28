/** The person's locale, for numbers, money and dates; the words of the page are English. */
export const locale = (): string => navigator.language || 'en';
