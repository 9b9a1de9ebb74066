import type { DialogPurpose } from '../../shared/dialogs/questions'

export type { DialogPurpose }

/** Asks the person for a place; null: they cancelled. */
export type AskForPath = (purpose: DialogPurpose) => Promise<string | null>
