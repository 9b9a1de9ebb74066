import { Command, CommanderError } from 'commander'
import { toErrorInfo } from '../../shared/result'
import { escapeOdd } from '../../shared/text/escapeOdd'
import type { CliContext } from './context'
import type { CliCommand } from './types'

export interface CliStreams {
  out(text: string): void
  err(text: string): void
}

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

/**
 * Runs one command line and answers its exit code: 0 done, 1 refused or failed, 2 wrong usage,
 * 130 interrupted. With `--json` the last line of standard output is one JSON object.
 */
export async function runCli(
  argv: readonly string[],
  commands: readonly CliCommand[],
  context: CliContext,
  streams: CliStreams,
): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = createProgram(streams)
  for (const command of commands) {
    command
      .declare(program.command(command.name))
      .option('--json', 'print the result as one JSON object on the last line of standard output')
      .action(async (...input: unknown[]) => {
        const parsed = input.at(-1) as Command
        exitCode = await runCommand(command, parsed, context, streams)
      })
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause
    return cause.exitCode === 0 ? exitCodes.done : exitCodes.usage
  }
  return exitCode
}

function createProgram(streams: CliStreams): Command {
  return new Command('focal-studio')
    .description(
      'Label pictures, train a detector, review its mistakes, export it: the studio without a window.',
    )
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.err })
    .showHelpAfterError('(--help says what the command takes)')
    .configureHelp({ showGlobalOptions: false })
}

async function runCommand(
  command: CliCommand,
  parsed: Command,
  context: CliContext,
  streams: CliStreams,
): Promise<number> {
  const options = parsed.opts<Record<string, unknown>>()
  const asJson = options.json === true
  try {
    const result = await command.run(parsed.args, options, context)
    streams.out(asJson ? `${JSON.stringify(result)}\n` : `${escapeOdd(command.describe(result), '\n')}\n`)
    if (context.signal.aborted) return exitCodes.interrupted
    return command.isFailure?.(result) ? exitCodes.failed : exitCodes.done
  } catch (cause) {
    const error = toErrorInfo(cause)
    if (asJson) streams.out(`${JSON.stringify({ error })}\n`)
    const hint = error.hint === undefined ? '' : `${error.hint}\n`
    streams.err(escapeOdd(`${error.code}: ${error.message}\n${hint}`, '\n'))
    if (error.code === 'internal' && cause instanceof Error && cause.stack) streams.err(`${cause.stack}\n`)
    return context.signal.aborted ? exitCodes.interrupted : exitCodes.failed
  }
}
