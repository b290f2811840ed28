import type { Exported, Field, Method } from './read.ts';

/** The pages of the reference by their file names, from the SDK's declarations. */
export const referencePages = (all: ReadonlyMap<string, Exported>, codeOf: ReadonlyMap<string, string>) => {
  const client = all.get('Stockflow');
  if (!client) throw new Error('the declarations have no class Stockflow');
  const groups = client.fields.map(({ name, type, words }) => ({ name, words, api: all.get(type)! }));
  const links = new Map(
    [...all.values()]
      .filter(({ name }) => !/Api$|^Stockflow$/.test(name))
      .map(({ name }) => [name, pageOf(name, all)]),
  );
  const context: Context = { all, links, codeOf };
  const pages = new Map<string, string>();
  for (const { name, words, api } of groups)
    pages.set(`${fileOf(name)}.md`, groupPage(name, words, api, context));
  pages.set('client.md', clientPage(context));
  pages.set('types.md', typesPage(context));
  pages.set('README.md', indexPage(groups));
  return pages;
};

interface Context {
  all: ReadonlyMap<string, Exported>;
  /** Where each exported name is described. */
  links: ReadonlyMap<string, string>;
  codeOf: ReadonlyMap<string, string>;
}

const MADE = '<!-- Made from the doc comments by `npm run reference`. Change those, not this page. -->\n';
const CLIENT = [
  'createStockflow',
  'StockflowOptions',
  'CallOptions',
  'LiveOptions',
  'Fetch',
  'AbortSignalLike',
  'Pager',
  'Page',
  'newId',
];

const isError = ({ name }: Exported): boolean =>
  name.endsWith('Error') || name === 'isRefusal' || name === 'StockflowRefusal';
const isOfClient = (one: Exported): boolean => CLIENT.includes(one.name) || isError(one);
const pageOf = (name: string, all: Context['all']): string =>
  isOfClient(all.get(name)!) ? 'client.md' : 'types.md';
const fileOf = (group: string): string => group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9_ -]/g, '')
    .replaceAll(' ', '-');
const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
const first = (words: string): string =>
  words
    .replaceAll('\n', ' ')
    .split(/(?<=[.;:]) /)[0]
    ?.replace(/[;:]$/, '.') ?? '';

/** A type with links to what is described elsewhere. */
const typeText = (type: string, { links }: Context): string => {
  const names = type.match(/\b[A-Z]\w+\b/g)?.filter((name) => links.has(name)) ?? [];
  const unique = [...new Set(names)];
  const where = unique.map((name) => `[${name}](${links.get(name)}#${anchorOf(name)})`).join(', ');
  return where === `[${type}](${links.get(type)}#${anchorOf(type)})`
    ? where
    : `\`${cell(type)}\`${where === '' ? '' : `: ${where}`}`;
};

const fieldTable = (fields: readonly Field[], context: Context): string => {
  if (fields.length === 0) return '';
  const rows = fields.map(({ name, type, isOptional, words }) => {
    const said = [isOptional ? 'Optional.' : '', words].filter((one) => one !== '').join(' ');
    return `| \`${name}\` | ${typeText(type, context)} | ${cell(said)} |`;
  });
  return `| field | type | |\n|---|---|---|\n${rows.join('\n')}\n\n`;
};

const exampleText = (examples: readonly string[]): string =>
  examples.map((code) => `\`\`\`ts\n${code}\n\`\`\`\n\n`).join('');

const methodText = (group: string, method: Method, context: Context): string => {
  const { name, words, examples, throws, parameters, answers } = method;
  const [input] = parameters.filter((one) => !/^(CallOptions|LiveOptions)$/.test(one.type));
  const refused = throws.map(({ type, words: when }) => {
    const code = context.codeOf.get(type);
    return `- ${code ? `[\`${code}\`](../errors.md#${code.toLowerCase()})` : `\`${type}\``} (\`${type}\`): ${when.replaceAll('\n', ' ')}`;
  });
  const takes = input
    ? `Takes ${typeText(input.type, context)}${input.isOptional ? ', or nothing' : ''}. `
    : 'Takes nothing. ';
  const fields = input ? fieldTable(context.all.get(input.type)?.fields ?? [], context) : '';
  return (
    `## ${group}.${name}\n\n${words}\n\n${exampleText(examples)}${takes}Answers ${typeText(answers, context)}.\n\n` +
    `${fields}Refusals:\n\n${refused.join('\n')}\n`
  );
};

const groupPage = (name: string, words: string, api: Exported, context: Context): string => {
  const list = api.methods.map(
    (one) => `| [${name}.${one.name}](#${anchorOf(`${name}.${one.name}`)}) | ${cell(first(one.words))} |`,
  );
  const methods = api.methods.map((one) => methodText(name, one, context));
  return `${MADE}\n# ${name}\n\n${words}\n\n| method | |\n|---|---|\n${list.join('\n')}\n\n${methods.join('\n')}`;
};

const exportedText = (one: Exported, context: Context): string => {
  const { name, kind, words, examples, fields, methods, text, base } = one;
  const code = context.codeOf.get(name);
  const page = code ? `Code [\`${code}\`](../errors.md#${code.toLowerCase()}). ` : '';
  const form = kind === 'type' || kind === 'function' ? `${typeText(text, context)}\n\n` : '';
  const extended = base === '' ? '' : `Extends ${typeText(base, context)}.\n\n`;
  const calls = methods.map((each) => {
    const given = each.parameters.map(({ name: word, type }) => `${word}: ${type}`).join(', ');
    return `- \`.${each.name}(${given})\`: ${each.words.replaceAll('\n', ' ')}`;
  });
  const said = `${page}${words}`;
  return `## ${name}\n\n${said === '' ? '' : `${said}\n\n`}${form}${extended}${exampleText(examples)}${fieldTable(fields, context)}${calls.length > 0 ? `${calls.join('\n')}\n\n` : ''}`;
};

const described = (names: readonly Exported[], context: Context): string =>
  `${names
    .map((one) => exportedText(one, context))
    .join('')
    .trimEnd()}\n`;

const clientPage = (context: Context): string => {
  const { all } = context;
  const ways = CLIENT.flatMap((name) => all.get(name) ?? []);
  const errors = [...all.values()].filter(isError).sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${MADE}\n# The client\n\nMaking one, its options, lists, and what it throws.\n\n${described([...ways, ...errors], context)}`;
};

const typesPage = (context: Context): string => {
  const types = [...context.all.values()]
    .filter((one) => context.links.get(one.name) === 'types.md')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${MADE}\n# Types\n\nEvery type that \`@stockflow/sdk\` exports, in alphabetical order. \`…\` in a type stands for words that a newer server may say.\n\n${described(types, context)}`;
};

const indexPage = (groups: readonly { name: string; words: string; api: Exported }[]): string => {
  const rows = groups.map(({ name, words, api }) => {
    const methods = api.methods.map(
      (one) => `[${one.name}](${fileOf(name)}.md#${anchorOf(`${name}.${one.name}`)})`,
    );
    return `| [${name}](${fileOf(name)}.md) | ${cell(words)} | ${methods.join(', ')} |`;
  });
  return (
    `${MADE}\n# Reference of \`@stockflow/sdk\`\n\nEvery method with what it takes, answers and refuses. In the examples, \`stockflow\` is what ` +
    '[`createStockflow`](client.md#createstockflow) made, and ids and things by their plain names (`productId`, `warehouse`) are yours. Each of them is compiled and run by a test.\n\n' +
    `TypeScript 5.0 or newer.\n\n| group | | methods |\n|---|---|---|\n${rows.join('\n')}\n\n` +
    '[The client, its options and errors](client.md) · [all types](types.md) · [what each refusal means](../errors.md)\n'
  );
};
