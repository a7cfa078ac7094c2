import * as data from '@nn/data';
import * as formula from '@nn/formula';
import * as loss from '@nn/loss';
import * as matrix from '@nn/matrix';
import * as net from '@nn/net';
import * as init from '@nn/net/init';
import * as metrics from '@nn/net/metrics';
import * as optim from '@nn/optim';
import ts from 'typescript';

const modules: Readonly<Record<string, unknown>> = {
  '@nn/data': data,
  '@nn/formula': formula,
  '@nn/loss': loss,
  '@nn/matrix': matrix,
  '@nn/net': net,
  '@nn/net/init': init,
  '@nn/net/metrics': metrics,
  '@nn/optim': optim,
};

/** Runs a program in TypeScript; gives what each console.log of it was given. */
export async function output(source: string): Promise<readonly (readonly unknown[])[]> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  });
  const printed: unknown[][] = [];
  const run = new Function('require', 'exports', 'console', outputText);
  run((name: string) => modules[name], {}, { log: (...values: unknown[]) => printed.push(values) });
  return printed;
}
