import type { ErrorCode, ErrorInfo } from '../../shared/result'
import { i18next } from './i18n'
import { localText } from './t'

/** What a code means at large: said before the English words of an error that the catalogue does not know. */
const codeWords: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': 'That is not valid here.',
  'untrusted-sender': 'The window was not trusted.',
  'message-too-large': 'That was too much at once.',
  'unknown-call': 'The studio does not know this call.',
  internal: 'Something went wrong inside the studio.',
  cancelled: 'It was cancelled.',
  busy: 'Something else is under way.',
  'not-found': 'It was not found.',
  'no-project': 'No project is open.',
  'project-not-found': 'The project was not found.',
  'project-exists': 'There is a project already.',
  'project-newer': 'A newer version of the studio wrote this project.',
  'project-locked': 'Another program has the project open.',
  'project-damaged': 'The project is damaged.',
  'project-read-only': 'The project is read-only.',
  'root-not-granted': 'A folder of the project may not be read yet.',
  'path-outside': 'The path lies outside the project.',
  'folder-empty': 'Nothing that can be used is in the folder.',
  'folder-unreadable': 'The folder cannot be read.',
  'disk-full': 'The disk is full.',
  'not-writable': 'It cannot be written there.',
  'io-failed': 'Reading or writing failed.',
  'stale-edit': 'The edit no longer fits the project.',
  'invalid-edit': 'The edit is not valid.',
  'image-missing': 'The picture is missing.',
  'image-unreadable': 'The picture cannot be read.',
  'image-unsupported': 'This kind of picture is not supported.',
  'image-too-large': 'The picture is too large.',
  'format-unknown': 'The format is not known.',
  'format-invalid': 'The file is not valid.',
  'too-few-images': 'There are too few pictures.',
  'no-boxes': 'There are no boxes.',
  'class-without-boxes': 'A class has no boxes.',
  'config-invalid': 'The settings are not valid.',
  'tensorflow-missing': 'TensorFlow is missing.',
  'trainer-crashed': 'The training crashed.',
  'training-diverged': 'The training diverged.',
  'out-of-memory': 'The memory is used up.',
  'checkpoint-damaged': 'The checkpoint is damaged.',
  'checkpoint-outdated': 'The checkpoint is of an older version.',
  'run-not-found': 'The run was not found.',
  'run-not-finished': 'The run has not finished.',
  'run-without-model': 'The run has no model.',
  'model-invalid': 'The model is not valid.',
  'export-failed': 'The export failed.',
  'parity-failed': 'The exported model does not see the same.',
}

/** An error in the language of the interface. */
export function errorText({ code, message, hint }: ErrorInfo): { message: string; hint: string | undefined } {
  const local = localText(message)
  const isKnown = local !== message || i18next.language === 'en'
  return {
    message: isKnown ? local : `${localText(codeWords[code])} ${message}`,
    hint: localText(hint),
  }
}
