import { basename } from 'node:path'
import type { ImportNote } from '../../shared/project/schema'
import { toErrorInfo } from '../../shared/result'
import { discardPlan, type ImportOptions, type ReadPlan, readPlan } from './importService'
import { joinPlans } from './joinPlans'

/**
 * Reads several files as one source. One that cannot be read stands among the rejected; what the first threw is thrown
 * where none can be read, and `cancelled`, and then nothing that was unpacked is left.
 */
export async function readSources(
  sources: readonly string[],
  options: ImportOptions,
  unpackTo: string,
): Promise<ReadPlan> {
  const plans: ReadPlan[] = []
  const failed: { cause: unknown; note: ImportNote }[] = []
  for (const source of sources) {
    try {
      plans.push(await readPlan(source, options, unpackTo))
    } catch (cause) {
      const { code, message } = toErrorInfo(cause)
      if (code === 'cancelled' || sources.length === 1) {
        for (const plan of plans) await discardPlan(plan)
        throw cause
      }
      const note = {
        what: 'file that cannot be read',
        count: 1,
        examples: [`${basename(source)}: ${message}`],
      }
      failed.push({ cause, note })
    }
  }
  const [first, ...others] = plans
  if (first === undefined) throw failed[0]?.cause
  const joined = joinPlans([first, ...others])
  return { ...joined, rejected: [...failed.map(({ note }) => note), ...joined.rejected] }
}
