import { RULES } from '../../openapi/diff/rules/rules.ts';
import { AREAS, type Area } from './area.ts';
import { articleOf, pageOf, type RuleArticle, titleOf } from './article.ts';
import { articleMarkdown, silenceText } from './article-text.ts';

/** The pages about the rules, by file name: one for each area, and an index of all ids. */
export function rulePages(): Map<string, string> {
  const articles = RULES.map(articleOf);
  const areas = Object.keys(AREAS) as Area[];
  const pages = areas.map((area): [string, string] => [
    `${area}.md`,
    areaPage(
      area,
      articles.filter((article) => article.area === area),
    ),
  ]);
  return new Map([['README.md', indexPage(articles, areas)], ...pages]);
}

function areaPage(area: Area, articles: readonly RuleArticle[]): string {
  const head = `# ${titleOf(area)}\n\n${MADE}\n\n${counts(articles)}. All rules: [README.md](README.md).\n`;
  return [head, ...articles.map((article) => articleMarkdown(article, 3))].join('\n');
}

function indexPage(articles: readonly RuleArticle[], areas: readonly Area[]): string {
  const tables = areas.map((area) => {
    const own = articles.filter((article) => article.area === area);
    const rows = own.map(
      (article) => `| [${article.id}](${pageOf(article)}) | ${article.level} | ${article.sentence} |`,
    );
    return `## [${titleOf(area)}](${area}.md)\n\n| Rule | Level | What it says |\n| --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Rules

${MADE}

${counts(articles)}. A rule's level is its opinion for the world; what a change does to you follows from what you use.
\`forewarn rules ID\` prints the same on a terminal. A rule is told otherwise, or not at all, in the agreement:

\`\`\`yaml
${silenceText('response-property-enum-value-added')}\`\`\`

On a command line, \`forewarn diff\` takes the same from files: \`--severity\` and \`--ignore\`.

${tables.join('\n\n')}
`;
}

const MADE = 'Made from the table of rules by `npm run docs:rules`.';

function counts(articles: readonly RuleArticle[]): string {
  const of = (level: RuleArticle['level']) => articles.filter((article) => article.level === level).length;
  return `${articles.length} rules: ${of('breaking')} breaking, ${of('warning')} warning, ${of('info')} info`;
}
