import type { Command } from 'commander'
import type { CliContext } from './context'

/** One command, one file: its words, its options, and a call of the services that the app calls too. */
export interface CliCommand {
  name: string
  /** Declares arguments and options; `--json` and `--help` come by themselves. */
  declare(command: Command): Command
  /** Does it; what it returns is the JSON that the command prints. Throws StudioError. */
  run(args: readonly string[], options: Record<string, unknown>, context: CliContext): Promise<object>
  /** The result for people. */
  describe(result: object): string
  /** True where the command ran but found something wrong (verify, selfcheck): it then exits with 1. */
  isFailure?(result: object): boolean
}

/** Ties a command's result type together; the registry holds all of them as one type. */
export function defineCommand<R extends object>(command: {
  name: string
  declare: CliCommand['declare']
  run(args: readonly string[], options: Record<string, unknown>, context: CliContext): Promise<R>
  describe(result: R): string
  isFailure?(result: R): boolean
}): CliCommand {
  return {
    ...command,
    describe: (result) => command.describe(result as R),
    isFailure: (result) => command.isFailure?.(result as R) ?? false,
  }
}
