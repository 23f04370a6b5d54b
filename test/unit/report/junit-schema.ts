import type { XmlElement } from '../../../src/core/feed/read-xml.ts';

type Kind = 'text' | 'name' | 'count' | 'seconds' | 'instant';

interface ElementRule {
  required: Record<string, Kind>;
  optional: Record<string, Kind>;
  /** Elements that are in it, in this order; how many there have to be at least, and may be at most. */
  children: [names: string[], least: number, most: number][];
  /** Whether it may have text of its own. */
  text: boolean;
}

const OUTCOME: ElementRule = {
  required: { type: 'text' },
  optional: { message: 'text' },
  children: [],
  text: true,
};
const OUTPUT: ElementRule = { required: {}, optional: {}, children: [], text: true };
const ANY = Number.POSITIVE_INFINITY;

/**
 * What both XML Schemas allow by which JUnit reports are commonly judged: that of Ant's JUnit tasks (Windy Road), and that of
 * Jenkins' xUnit plugin (junit-10.xsd). Ant's is the stricter one in nearly everything: no attributes at the root, all of a
 * suite's required, a fixed order of elements, one outcome of a case. Jenkins' knows fewer attributes of `skipped`.
 */
const SCHEMA: Record<string, ElementRule> = {
  testsuites: { required: {}, optional: {}, children: [[['testsuite'], 0, ANY]], text: false },
  testsuite: {
    required: {
      name: 'name',
      package: 'text',
      id: 'count',
      timestamp: 'instant',
      hostname: 'name',
      tests: 'count',
      failures: 'count',
      errors: 'count',
      time: 'seconds',
    },
    optional: { skipped: 'count' },
    children: [
      [['properties'], 1, 1],
      [['testcase'], 0, ANY],
      [['system-out'], 1, 1],
      [['system-err'], 1, 1],
    ],
    text: false,
  },
  properties: { required: {}, optional: {}, children: [[['property'], 0, ANY]], text: false },
  property: { required: { name: 'name', value: 'text' }, optional: {}, children: [], text: false },
  testcase: {
    required: { name: 'text', classname: 'text', time: 'seconds' },
    optional: {},
    children: [[['skipped', 'error', 'failure'], 0, 1]],
    text: false,
  },
  failure: OUTCOME,
  error: OUTCOME,
  skipped: { ...OUTPUT, optional: { message: 'text', type: 'text' } },
  'system-out': OUTPUT,
  'system-err': OUTPUT,
};

const VALUES: Record<Kind, RegExp> = {
  text: /^/,
  name: /\S/,
  count: /^\d{1,9}$/,
  seconds: /^\d+(\.\d+)?$/,
  // Ant's has no zone.
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/,
};

/** Whatever of an element and of what is in it the schemas do not allow, a line each. */
export function* junitProblems(element: XmlElement, at = element.name): Generator<string> {
  const rule = SCHEMA[element.name];
  if (!rule) return yield `${at}: no such element`;
  const known: Record<string, Kind> = { ...rule.required, ...rule.optional };
  for (const name of Object.keys(rule.required))
    if (element.attributes[name] === undefined) yield `${at}: has no ${name}`;
  for (const [name, value] of Object.entries(element.attributes)) {
    const kind = known[name];
    if (kind === undefined) yield `${at}: may not have ${name}`;
    else if (!VALUES[kind].test(value)) yield `${at}: ${name} is no ${kind}: ${value}`;
  }
  const text = element.children.filter((child) => typeof child === 'string').join('');
  if (!rule.text && text.trim() !== '') yield `${at}: may not have text`;
  yield* misplaced(elementsIn(element), rule.children, at);
}

function* misplaced(
  elements: readonly XmlElement[],
  order: ElementRule['children'],
  at: string,
): Generator<string> {
  let next = 0;
  for (const [names, least, most] of order) {
    const first = next;
    for (
      let one = elements[next];
      one && names.includes(one.name) && next - first < most;
      one = elements[++next]
    )
      yield* junitProblems(one, `${at}/${one.name}[${next}]`);
    if (next - first < least) yield `${at}: has no ${names.join(' or ')} where it should be`;
  }
  for (const one of elements.slice(next)) yield `${at}: may not have ${one.name} there`;
}

/** Suites whose counts are not those of what is in them, a line each. */
export function* miscounted(root: XmlElement): Generator<string> {
  const suites = elementsIn(root);
  for (const suite of suites) {
    const cases = elementsIn(suite).filter(({ name }) => name === 'testcase');
    const having = (name: string) =>
      cases.filter((one) => elementsIn(one).some((inside) => inside.name === name)).length;
    const counted = {
      tests: cases.length,
      failures: having('failure'),
      errors: having('error'),
      skipped: having('skipped'),
    };
    yield* differing(suite, counted);
  }
}

function* differing({ name, attributes }: XmlElement, counted: Record<string, number>): Generator<string> {
  for (const [what, count] of Object.entries(counted))
    if (attributes[what] !== String(count))
      yield `${name} ${attributes.name}: ${what} is ${attributes[what]}, and there are ${count}`;
}

const elementsIn = ({ children }: XmlElement) => children.filter((child) => typeof child !== 'string');
