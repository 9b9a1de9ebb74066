import { runInterruptible } from './runInterruptible'

process.exitCode = await runInterruptible(process.argv.slice(2))
