/** Every failure the studio can name; each has its words in `errorText`. */
export const errorCodes = [
  'invalid-input',
  'untrusted-sender',
  'message-too-large',
  'unknown-call',
  'internal',
  'cancelled',
  'busy',
  'safe-mode',
  'not-found',
  'no-project',
  'project-not-found',
  'project-exists',
  'project-newer',
  'project-locked',
  'project-damaged',
  'project-read-only',
  'root-not-granted',
  'path-outside',
  'folder-empty',
  'folder-unreadable',
  'disk-full',
  'not-writable',
  'io-failed',
  'stale-edit',
  'invalid-edit',
  'image-missing',
  'image-unreadable',
  'image-unsupported',
  'image-too-large',
  'format-unknown',
  'format-invalid',
  'too-few-images',
  'no-boxes',
  'class-without-boxes',
  'config-invalid',
  'tensorflow-missing',
  'trainer-crashed',
  'training-diverged',
  'out-of-memory',
  'checkpoint-damaged',
  'checkpoint-outdated',
  'run-not-found',
  'run-not-finished',
  'run-without-model',
  'model-invalid',
  'export-failed',
  'parity-failed',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export interface ErrorInfo {
  code: ErrorCode
  /** What happened, and to what. */
  message: string
  /** A way out, in one sentence. */
  hint?: string
}

/** What a call across a process border answers: thrown errors would lose all but their message there. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo }

/** The one error type that the studio throws on purpose. */
export class StudioError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StudioError'
    this.code = code
    this.hint = hint
  }

  toInfo(): ErrorInfo {
    return this.hint === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, hint: this.hint }
  }
}

/** Turns anything thrown into an ErrorInfo; unknown causes become `internal`, system errors get their own code. */
export function toErrorInfo(cause: unknown): ErrorInfo {
  if (cause instanceof StudioError) return cause.toInfo()
  const system = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  const message = cause instanceof Error ? cause.message : String(cause)
  switch (system) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', message, hint: 'Free some space on that disk, then try again.' }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'not-writable', message, hint: 'Choose a folder you may write to.' }
    case 'EIO':
      return { code: 'io-failed', message, hint: 'Check the disk or the network drive, then try again.' }
    default:
      return { code: 'internal', message }
  }
}
