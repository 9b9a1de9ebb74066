import { commands } from './commands'
import { createContext } from './context'
import { exitCodes, runCli } from './run'

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one means it: whoever is still saving loses nothing that was acknowledged.
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted)
    process.stderr.write('Stopping; what is done is kept.\n')
    interrupt.abort()
  })
}

// A reader such as `head` may have enough before all is said.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause
  process.exit(exitCodes.done)
})

const context = createContext(interrupt.signal, process.stderr, () => performance.now())
process.exitCode = await runCli(process.argv.slice(2), commands, context, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
