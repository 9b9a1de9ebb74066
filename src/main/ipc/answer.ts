import type { z } from 'zod'
import { type CallName, contract, type Handlers } from '../../shared/ipc/contract'
import { type ErrorInfo, type Reply, StudioError, toErrorInfo } from '../../shared/result'
import { roughBytes } from './roughBytes'

/** Written down for every call that failed; the stack stays in main. */
export type ReportFailure = (name: string, error: ErrorInfo, cause: unknown) => void

/**
 * Answers one call: size, then input schema, then handler, then output schema. Never throws.
 * Who may ask was settled before.
 */
export async function answerCall(
  handlers: Handlers,
  name: unknown,
  raw: unknown,
  report: ReportFailure,
): Promise<Reply<unknown>> {
  if (!isCallName(name)) return refuse({ code: 'unknown-call', message: 'there is no such call' })
  const spec: { input: z.ZodType; output: z.ZodType; maxBytes: number } = contract[name]
  try {
    if (roughBytes(raw, spec.maxBytes) > spec.maxBytes) {
      return refuse({ code: 'message-too-large', message: `${name} takes at most ${spec.maxBytes} bytes` })
    }
    const input = spec.input.safeParse(raw)
    if (!input.success)
      return refuse({ code: 'invalid-input', message: `${name}: ${firstIssue(input.error)}` })
    // The schema that just parsed the value belongs to this name, which the compiler cannot follow.
    const value = await handlers[name](input.data as never)
    const output = spec.output.safeParse(value)
    if (output.success) return { ok: true, value: output.data }
    throw new Error(`the answer of ${name} is not as the contract says: ${firstIssue(output.error)}`)
  } catch (cause) {
    const error = toErrorInfo(cause)
    report(name, error, cause)
    return refuse(error)
  }
}

/** Turns anything thrown outside a contract call into a Reply, in the same words. */
export async function replyOf<T>(
  work: () => Promise<T>,
  name: string,
  report: ReportFailure,
): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (cause) {
    const error = toErrorInfo(cause)
    report(name, error, cause)
    return { ok: false, error }
  }
}

/** A refusal for a sender that is not the page itself. */
export const untrusted: Reply<never> = {
  ok: false,
  error: new StudioError('untrusted-sender', 'only the studio’s own page may call').toInfo(),
}

function isCallName(name: unknown): name is CallName {
  return (
    typeof name === 'string' && Object.hasOwn(contract, name) && contract[name as CallName].kind === 'call'
  )
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return 'invalid'
  const path = issue.path.map(String).join('.')
  return (path === '' ? issue.message : `${path}: ${issue.message}`).slice(0, 300)
}

function refuse(error: ErrorInfo): Reply<never> {
  return { ok: false, error }
}
