import type { XmlElement } from '../../../src/core/feed/read-xml.ts';

type Kind = 'text' | 'count' | 'seconds';

interface ElementRule {
  required: Record<string, Kind>;
  optional: Record<string, Kind>;
  /** Elements that may be in it, in any order. */
  children: string[];
  /** Whether it may have text of its own. */
  text: boolean;
}

const OUTCOME: ElementRule = {
  required: {},
  optional: { message: 'text', type: 'text' },
  children: [],
  text: true,
};
const OUTPUT: ElementRule = { required: {}, optional: {}, children: [], text: true };

/**
 * The XML Schema of JUnit reports that Jenkins publishes for its xUnit plugin (junit-10.xsd), which other CI servers read
 * too, as far as our reports could use it: what may stand where, and of which kind it is.
 */
const SCHEMA: Record<string, ElementRule> = {
  testsuites: {
    required: {},
    optional: {
      name: 'text',
      time: 'seconds',
      tests: 'count',
      failures: 'count',
      disabled: 'count',
      errors: 'count',
    },
    children: ['testsuite'],
    text: false,
  },
  testsuite: {
    required: { name: 'text', tests: 'count' },
    optional: {
      failures: 'count',
      errors: 'count',
      time: 'seconds',
      skipped: 'count',
      timestamp: 'text',
      hostname: 'text',
      id: 'text',
      package: 'text',
    },
    children: ['properties', 'testcase', 'system-out', 'system-err'],
    text: false,
  },
  testcase: {
    required: { name: 'text' },
    optional: { classname: 'text', time: 'seconds' },
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    text: false,
  },
  failure: OUTCOME,
  error: OUTCOME,
  skipped: OUTCOME,
  'system-out': OUTPUT,
  'system-err': OUTPUT,
};

const VALUES: Record<Kind, RegExp> = { text: /^/, count: /^\d+$/, seconds: /^\d+(\.\d+)?$/ };

/** Whatever of an element and of what is in it the schema does not allow, a line each. */
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
  for (const [index, child] of element.children.entries()) {
    if (typeof child === 'string') {
      if (!rule.text && child.trim() !== '') yield `${at}: may not have text`;
    } else if (!rule.children.includes(child.name)) yield `${at}: may not have ${child.name}`;
    else yield* junitProblems(child, `${at}/${child.name}[${index}]`);
  }
}

/** Suites whose counts are not those of what is in them, a line each. */
export function* miscounted(root: XmlElement): Generator<string> {
  const suites = elementsIn(root);
  const whole = { tests: 0, failures: 0, errors: 0 };
  for (const suite of suites) {
    const cases = elementsIn(suite);
    const having = (name: string) =>
      cases.filter((one) => elementsIn(one).some((inside) => inside.name === name)).length;
    const counted = {
      tests: cases.length,
      failures: having('failure'),
      errors: having('error'),
      skipped: having('skipped'),
    };
    yield* differing(suite, counted);
    for (const name of ['tests', 'failures', 'errors'] as const) whole[name] += counted[name];
  }
  yield* differing(root, whole);
}

function* differing({ name, attributes }: XmlElement, counted: Record<string, number>): Generator<string> {
  for (const [what, count] of Object.entries(counted))
    if (attributes[what] !== String(count))
      yield `${name} ${attributes.name}: ${what} is ${attributes[what]}, and there are ${count}`;
}

const elementsIn = ({ children }: XmlElement) => children.filter((child) => typeof child !== 'string');
