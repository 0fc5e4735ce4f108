/** Type expressions: `list<number>`, `context<a: string>`, `function<date> -> boolean`, `range<time>`, names. */
import type { SyntaxNode } from '@lezer/common';
import type { FeelType } from '../types.js';
import { ANY, builtinType, simple } from '../types.js';
import type { Compiler } from './compiler.js';
import { childAt, childrenOf } from './compiler.js';

export function compileType(node: SyntaxNode, compiler: Compiler): FeelType {
  const inner = node.name === 'Type' ? (childrenOf(node)[0] ?? node) : node;
  switch (inner.name) {
    case 'ListType': {
      const item = compileType(childAt(inner, 0, compiler), compiler);
      // The parser knows no ranges of a type; `parse` shows them to it as lists.
      return compiler.text(inner).startsWith('range') ? { is: 'range', end: item } : { is: 'list', item };
    }
    case 'ContextType': {
      const entries = inner.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
      return {
        is: 'context',
        entries: new Map(
          entries.map((entry) => [
            compiler.name(childAt(entry, 0, compiler)),
            compileType(childAt(entry, 1, compiler), compiler),
          ]),
        ),
      };
    }
    case 'FunctionType':
      return compileFunctionType(inner, compiler);
    default:
      return typeOfName(inner, compiler);
  }
}

function compileFunctionType(node: SyntaxNode, compiler: Compiler): FeelType {
  const parameters = node.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? [];
  const result = node.getChild('Type');
  return {
    is: 'function',
    parameters: parameters.map((parameter) => compileType(childAt(parameter, 0, compiler), compiler)),
    result: result ? compileType(result, compiler) : ANY,
  };
}

function typeOfName(node: SyntaxNode, compiler: Compiler): FeelType {
  // `context<>`: nothing is asked of the entries.
  const name = compiler.name(node).replace(/\s*<\s*>$/, '');
  const type = builtinType(name) ?? compiler.typeByName(name);
  if (!type) throw compiler.error(node, 'ist kein bekannter Typ');
  return type;
}

/** The type of an expression when its shape tells it; null when only calling tells. */
export function typeOfNode(node: SyntaxNode, compiler: Compiler): FeelType | null {
  switch (node.name) {
    case 'NumericLiteral':
      return simple('number');
    case 'StringLiteral':
      return simple('string');
    case 'BooleanLiteral':
    case 'Comparison':
    case 'InstanceOfExpression':
      return simple('boolean');
    case 'ParenthesizedExpression':
    case 'Expression': {
      const [inner] = childrenOf(node);
      return inner ? typeOfNode(inner, compiler) : null;
    }
    case 'Context': {
      const entries = node.getChildren('ContextEntry').map((entry): [string, FeelType] => {
        const key = childAt(entry, 0, compiler);
        return [compiler.name(key).replace(/^"|"$/g, ''), typeOfNode(childAt(entry, 1, compiler), compiler) ?? ANY];
      });
      return { is: 'context', entries: new Map(entries) };
    }
    default:
      return null;
  }
}
