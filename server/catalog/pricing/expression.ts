/**
 * Expressions of FORMULA prices: what they may say, and their value. The library's language is far larger (functions,
 * matrices, assignments, units); an expression is taken only when every node of it is on the list here.
 */
import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  SymbolNode,
} from 'mathjs';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain } from '../../kernel/money.ts';
import { type Big, type Engine, expressionEngine } from './expression-engine.ts';

const MAX_LENGTH = 1000;
const MAX_DEPTH = 32;
const MAX_EXPONENT = 10;

/** Functions with the least and the greatest number of arguments. */
const FUNCTIONS: Record<string, readonly [least: number, most: number]> = {
  min: [1, 20],
  max: [1, 20],
  round: [1, 2],
  ceil: [1, 1],
  floor: [1, 1],
  abs: [1, 1],
  if: [3, 3],
};
const ARITHMETIC = new Set(['add', 'subtract', 'multiply', 'divide', 'unaryMinus', 'unaryPlus']);
const COMPARISONS = new Set(['smaller', 'smallerEq', 'larger', 'largerEq', 'equal', 'unequal']);
const LOGIC = new Set(['and', 'or', 'not']);

/** Signs that people type or paste, and what the language calls them. */
const SIGNS: Record<string, string> = {
  '×': '*', '÷': '/', '−': '-', '–': '-', '（': '(', '）': ')', '，': ',', '＋': '+', '－': '-', '＊': '*', '／': '/', '≤': '<=', '≥': '>=',
  '≠': '!=', '＞': '>', '＜': '<', '？': '?', '：': ':',
}; // biome-ignore format: pairs

/** A checked expression. */
export interface Expression {
  /** Names that it uses, each once, in the order of their first use. */
  readonly names: readonly string[];
  /**
   * Its value; each name that it uses must be given.
   * @throws Refusal `pricing.division_by_zero`, `pricing.formula_not_finite`
   */
  valueOf(values: Readonly<Record<string, Decimal>>): Decimal;
}

/** Whether a name may be given to a variable of a formula: letters, digits and underscores, not a word of the language. */
export function isVariableName(name: string): boolean {
  return name.length <= 40 && /^\p{L}[\p{L}\p{N}_]*$/u.test(name) && !WORDS.has(name);
}

const WORDS = new Set([...Object.keys(FUNCTIONS), 'true', 'false', 'null', 'undefined', 'NaN', 'Infinity', 'end']);
for (const word of ['and', 'or', 'not', 'xor', 'mod', 'to', 'in']) WORDS.add(word);

/**
 * Reads an expression.
 * @param known names that it may use
 * @throws Refusal `pricing.formula_too_long`, `pricing.formula_too_deep`, `pricing.formula_not_readable`,
 *   `pricing.formula_unknown_name`, `pricing.formula_not_allowed`
 */
export function parseExpression(text: string, known: ReadonlySet<string>): Expression {
  const engine = expressionEngine();
  const tree = lazyConditions(engine, readTree(engine, text));
  const names = new Set<string>();
  if (kindOf(tree, { known, names, depth: 0 }) === 'CONDITION') {
    throw refused('not_allowed', 'is a comparison, not an amount; write if(condition, amount, other amount)', text);
  }
  const compiled = tree.compile();
  return {
    names: [...names],
    valueOf: (values) => evaluate(engine, compiled, [...names], values),
  };
}

function readTree(engine: Engine, text: string): MathNode {
  if (text.length > MAX_LENGTH) {
    const message = `the formula has ${text.length} characters; at most ${MAX_LENGTH} are read`;
    throw new Refusal('pricing.formula_too_long', message, { field: 'expression' });
  }
  const half = text.replace(/[×÷−–（），＋－＊／≤≥≠＞＜？：]/g, (sign) => SIGNS[sign] ?? sign);
  if (deepestBracket(half) > MAX_DEPTH) throw tooDeep();
  try {
    return engine.parse(half);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw refused('not_readable', `cannot be read: ${(error as Error).message}`, text);
  }
}

/** Brackets are counted before anything recurses into them. */
function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth);
    if (sign === ')' || sign === ']' || sign === '}') depth -= 1;
  }
  return deepest;
}

/** `if(a > b, x, y)` as the language's `a > b ? x : y`, so that the side not taken is not computed. */
function lazyConditions(engine: Engine, tree: MathNode): MathNode {
  return tree.transform((node) => {
    if (node.type !== 'FunctionNode' || (node as FunctionNode).fn.name !== 'if') return node;
    const [condition, yes, no, ...more] = (node as FunctionNode).args;
    if (!condition || !yes || !no || more.length > 0) return node;
    return new engine.ConditionalNode(condition, yes, no);
  });
}

type Kind = 'AMOUNT' | 'CONDITION';

interface Walk {
  known: ReadonlySet<string>;
  names: Set<string>;
  depth: number;
}

/** Checks a node and everything below it. @returns what it stands for @throws Refusal */
function kindOf(node: MathNode, { known, names, depth }: Walk): Kind {
  if (depth > MAX_DEPTH) throw tooDeep();
  const below = (child: MathNode): Kind => kindOf(child, { known, names, depth: depth + 1 });
  const amounts = (...children: readonly MathNode[]): Kind => {
    for (const child of children) {
      if (below(child) !== 'AMOUNT') throw notAllowed(child, 'is a comparison where an amount is needed');
    }
    return 'AMOUNT';
  };
  const condition = (child: MathNode): Kind => {
    if (below(child) !== 'CONDITION') throw notAllowed(child, 'is an amount where a comparison is needed');
    return 'CONDITION';
  };
  switch (node.type) {
    case 'ParenthesisNode':
      return below((node as ParenthesisNode).content);
    case 'ConstantNode':
      return checkConstant(node as ConstantNode);
    case 'SymbolNode':
      return checkName(node as SymbolNode, known, names);
    case 'FunctionNode':
      checkFunction(node as FunctionNode);
      return amounts(...(node as FunctionNode).args);
    case 'ConditionalNode': {
      const { condition: test, trueExpr, falseExpr } = node as ConditionalNode;
      condition(test);
      return amounts(trueExpr, falseExpr);
    }
    case 'OperatorNode': {
      const { args, fn, implicit } = node as OperatorNode & { implicit: boolean };
      if (implicit) throw notAllowed(node, 'leaves out the sign; write *');
      if (fn === 'pow') return checkPower(node, args, amounts);
      if (ARITHMETIC.has(fn)) return amounts(...args);
      if (COMPARISONS.has(fn)) {
        amounts(...args);
        return 'CONDITION';
      }
      if (LOGIC.has(fn)) {
        for (const each of args) condition(each);
        return 'CONDITION';
      }
    }
  }
  throw notAllowed(node, `is not allowed; write + - * / ^ ( ), comparisons and ${Object.keys(FUNCTIONS).join(', ')}`);
}

function checkConstant(node: ConstantNode): Kind {
  const written = String(node.value);
  if (typeof node.value === 'string' || !/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(written))
    throw notAllowed(node, 'is not a number');
  const value = new Decimal(written);
  if (value.gte('1e15') || value.decimalPlaces() > 12) {
    throw notAllowed(node, 'must have at most 15 digits before and 12 after the decimal point');
  }
  return 'AMOUNT';
}

function checkName({ name }: SymbolNode, known: ReadonlySet<string>, names: Set<string>): Kind {
  if (!known.has(name)) {
    const message = `the formula names “${name.slice(0, 40)}”, which is none of ${[...known].join(', ')}`;
    throw new Refusal('pricing.formula_unknown_name', message, { field: 'expression' });
  }
  names.add(name);
  return 'AMOUNT';
}

function checkFunction(node: FunctionNode): void {
  // `x.min(3)` would call a method: only plain names are functions.
  const name = node.fn.type === 'SymbolNode' ? node.fn.name : undefined;
  const range = name !== undefined && Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (range === undefined) {
    const message = `the function “${(name ?? '?').slice(0, 40)}” is none of ${Object.keys(FUNCTIONS).join(', ')}`;
    throw new Refusal('pricing.formula_unknown_name', message, { field: 'expression' });
  }
  const [least, most] = range;
  if (node.args.length < least || node.args.length > most) {
    throw notAllowed(
      node,
      `has ${node.args.length} arguments; ${name} takes ${least === most ? least : `${least} to ${most}`}`,
    );
  }
  const places = name === 'round' ? node.args[1] : undefined;
  if (places !== undefined && !isWholeUpTo(places, 12)) throw notAllowed(node, 'must round to 0 to 12 decimals');
}

function checkPower(node: MathNode, args: readonly MathNode[], amounts: (child: MathNode) => Kind): Kind {
  const [base, exponent] = args as [MathNode, MathNode];
  if (!isWholeUpTo(exponent, MAX_EXPONENT)) {
    throw notAllowed(node, `must have a whole number from 0 to ${MAX_EXPONENT} as its exponent`);
  }
  return amounts(base);
}

function isWholeUpTo(node: MathNode, most: number): boolean {
  const text = node.type === 'ConstantNode' ? String((node as ConstantNode).value) : '';
  return /^\d{1,2}$/.test(text) && Number(text) <= most;
}

function evaluate(
  engine: Engine,
  compiled: ReturnType<MathNode['compile']>,
  names: readonly string[],
  values: Readonly<Record<string, Decimal>>,
): Decimal {
  const scope = new Map<string, Big>();
  for (const name of names) scope.set(name, engine.bignumber(plain(values[name] as Decimal)));
  const result = new Decimal((compiled.evaluate(scope) as Big).toString());
  if (result.isFinite()) return result;
  throw new Refusal('pricing.formula_not_finite', 'the formula has no finite result', { field: 'expression' });
}

function tooDeep(): Refusal {
  const message = `the formula is nested more than ${MAX_DEPTH} levels deep; use variables for parts of it`;
  return new Refusal('pricing.formula_too_deep', message, { field: 'expression' });
}

function notAllowed(node: MathNode, why: string): Refusal {
  return refused('not_allowed', why, node.toString());
}

function refused(code: 'not_allowed' | 'not_readable', why: string, text: string): Refusal {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return new Refusal(`pricing.formula_${code}`, `“${shown}” in the formula ${why}`, { field: 'expression' });
}
